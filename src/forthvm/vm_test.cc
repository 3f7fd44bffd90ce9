#include "src/forthvm/vm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm {
namespace {

TEST(Vm, SpeaksAsPromised) {
  VmHarness vm;
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "ok\n");
  vm.host().TypeLines({"1 2 + .", ": SQ DUP * ;", "", ": TWO", "2 ;", "CR", "FOO", "1 ."});
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(),
            "1 2 + . 3 ok\n"
            ": SQ DUP * ; ok\n"
            " ok\n"
            ": TWO compiled\n"
            "2 ; ok\n"
            "CR \nok\n"
            "FOO \n? undefined word: FOO (THROW -13)\n"
            "1 . 1 ok\n");
  vm.host().TypeLines({"BYE"});
  EXPECT_EQ(vm.Go(), RunOutcome::kBye);
  EXPECT_EQ(vm.Go(), RunOutcome::kBye);
}

TEST(Vm, ErrorsLeaveThePromptUsable) {
  ExpectAnswers({
      {"1 2 FOO 3", "? undefined word: FOO (THROW -13)"},
      {".S", "<0> ok"},
      {": FOREVER RECURSE ; FOREVER", "? return stack overflow: FOREVER (THROW -5)"},
      {": A ['] FOREVER EXECUTE ; A", "? return stack overflow: FOREVER (THROW -5)"},
      {"99999999999999999999", "? result out of range: 99999999999999999999 (THROW -11)"},
      {": B 1 IF", "compiled"},
      {"FOO", "? undefined word: FOO (THROW -13)"},
      {"B", "? undefined word: B (THROW -13)"},
      {"IF", "? interpreting a compile-only word: IF (THROW -14)"},
      {"1 2 + .", "3 ok"},
  });
}

TEST(Vm, QuitReturnsToThePrompt) {
  ExpectAnswers({
      {": DEEP 1 2 >R QUIT ; DEEP 5 .", ""},
      {".S", "<1> 1 ok"},
      {": B QUIT ; ' B CATCH 9 .", ""},
      {"42 THROW", "? uncaught exception (THROW 42)"},
  });
}

TEST(Vm, StartupFilesComeBeforeThePrompt) {
  VmHarness vm(
      {.files = {{"a.fs", "1 .\n: A 5 ;\n"}, {"b.fs", "A .\n"}}, .startup = {"a.fs", "b.fs"}});
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "1 5 \nok\n");
}

TEST(Vm, QuitInAStartupFileEndsThatFileOnly) {
  VmHarness vm({.files = {{"a.fs", "1 INCLUDE q.fs\n2 .\n"},
                          {"q.fs", ": OPEN 7 [ QUIT ] 3 .\n"},
                          {"b.fs", ". 4 .\n"},
                          {"c.fs", "NO-SUCH\n"}},
                .startup = {"a.fs", "b.fs", "c.fs"}});
  EXPECT_EQ(vm.Go(), RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(vm.TakeTranscript(), "1 4 \nc.fs:1:1: ? undefined word: NO-SUCH (THROW -13)\n");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "ok\n");
  EXPECT_EQ(vm.Answer("QUIT 1 ."), "");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(Vm, AFailedStartupFileIsReported) {
  VmHarness vm(
      {.files = {{"a.fs", "1 .\nNO-SUCH\n2 .\n"}, {"b.fs", "3 .\n"}}, .startup = {"a.fs", "b.fs"}});
  EXPECT_EQ(vm.Go(), RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(vm.TakeTranscript(), "1 \na.fs:2:1: ? undefined word: NO-SUCH (THROW -13)\n");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(), "ok\n");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
  EXPECT_EQ(vm.Answer("NO-SUCH"), "? undefined word: NO-SUCH (THROW -13)");
}

TEST(Vm, StartupFilesCanEndTheVmOrBeMissing) {
  VmHarness bye({.files = {{"a.fs", "1 . BYE 2 ."}}, .startup = {"a.fs"}});
  EXPECT_EQ(bye.Go(), RunOutcome::kBye);
  EXPECT_EQ(bye.TakeTranscript(), "1 ");
  VmHarness missing({.startup = {"none.fs"}});
  EXPECT_EQ(missing.Go(), RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(missing.TakeTranscript(), "? no such file: none.fs (THROW -38)\n");
}

TEST(Vm, AnEndlessLoopSpendsItsQuantumAndCanGoOn) {
  for (const std::string_view line :
       {": L BEGIN AGAIN ; L", ": L 1 0 DO 0 +LOOP ; L", ": T BEGIN ['] DROP CATCH DROP AGAIN ; T",
        ": W BEGIN 1000 SPACES AGAIN ; W", ": K BEGIN KEY? DROP AGAIN ; K",
        ": E BEGIN S\" 1 DROP\" EVALUATE AGAIN ; E"}) {
    VmHarness vm;
    vm.Go();
    vm.host().TypeLine(line);
    for (int runs = 0; runs < 50; ++runs) {
      EXPECT_EQ(vm.vm().Run(Reductions(1000)), RunOutcome::kQuantumSpent) << line;
    }
  }
}

TEST(Vm, LongOperationsAreChargedByLength) {
  VmHarness vm;
  vm.Go();
  vm.host().TypeLine("HERE 960000 0 FILL");
  int runs = 1;
  while (vm.vm().Run(Reductions(1000)) == RunOutcome::kQuantumSpent) {
    ++runs;
  }
  EXPECT_GE(runs, 60);
  EXPECT_LE(runs, 62);
}

TEST(Vm, StorageThatIsTooSmallIsRefused) {
  const auto arrays = std::make_unique<VmArrays>();
  ScriptedHost host;
  std::vector<std::byte> envelope(layout::kMinimumEnvelope.value());
  const VmStorage good = StorageIn(*arrays, envelope);
  EXPECT_TRUE(Vm::Create(good, host, {}).ok());
  VmStorage bad = good;
  bad.envelope = good.envelope.first(layout::kMinimumEnvelope.value() - 1);
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kInvalidArgument);
  bad = good;
  bad.name_slots = good.name_slots.first(3);
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kInvalidArgument);
  bad = good;
  bad.name_slots = good.name_slots.first(good.words.size());
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kInvalidArgument);
  bad = good;
  bad.words = good.words.first(100);
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kCapacity);
  bad = good;
  bad.names = good.names.first(100);
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kOutOfMemory);
  bad = good;
  bad.code = good.code.first(10);
  EXPECT_EQ(Vm::Create(bad, host, {}).error(), Error::kCapacity);
}

TEST(Vm, OneLikeAnotherHasItsWordsAndNothingElseOfIt) {
  VmHarness model;
  const std::size_t words = model.vm().word_end().value();
  VmHarness copy({.files = {{"a.fs", "1 2 + ."}}, .startup = {"a.fs"}, .model = &model.vm()});
  EXPECT_EQ(copy.vm().word_end(), model.vm().word_end());
  EXPECT_EQ(copy.vm().code().here(), model.vm().code().here());
  EXPECT_EQ(copy.vm().here(), model.vm().here());
  copy.Go();
  EXPECT_EQ(copy.TakeTranscript(), "3 \nok\n");
  EXPECT_EQ(copy.Answer(": DUP 7 ; VARIABLE X 9 X ! 1 DUP . X ?"), "redefined DUP 7 9 ok");
  EXPECT_EQ(copy.Answer("VOCABULARY V ALSO V DEFINITIONS : SWAP 8 ; SWAP ."), "8 ok");
  EXPECT_EQ(model.vm().word_end().value(), words);
  EXPECT_EQ(model.Answer("5 DUP . . X"), "5 5 \n? undefined word: X (THROW -13)");
  EXPECT_EQ(model.Answer("1 2 SWAP . ."), "1 2 ok");
  // From birth on it is as if made from the tables.
  EXPECT_EQ(copy.Answer("COLD"), "ok");
  EXPECT_EQ(copy.Answer("5 DUP . . X"), "5 5 \n? undefined word: X (THROW -13)");
}

TEST(Vm, ATokenThatAProgramWasToldIsNeverAnothers) {
  VmHarness vm;
  vm.Answer("VARIABLE T : GO S\" : FOO [ LATEST T ! ] ZZZ\" EVALUATE ; ' GO CATCH .");
  EXPECT_EQ(vm.Answer(": BAR 42 ; T @ EXECUTE").substr(0, 30), "? undefined word: no word has ");
  EXPECT_EQ(vm.Answer("BAR ."), "42 ok");
}

TEST(Vm, OneLikeAnotherNeedsNoStorageForWordsUntilItMakesSome) {
  VmHarness model;
  ScriptedHost host;
  const auto arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope(layout::kMinimumEnvelope.value());
  const VmStorage good = StorageIn(*arrays, envelope);
  const auto error = [&](const VmStorage& bad) {
    return Vm::CreateLike(model.vm(), bad, host, {}).error();
  };
  VmStorage storage = good;
  storage.words = {};
  storage.names = {};
  storage.name_slots = {};
  storage.code = {};
  EXPECT_TRUE(Vm::CreateLike(model.vm(), storage, host, {}).ok());
  storage = good;
  storage.words = good.words.first(2048);
  storage.name_slots = good.name_slots.first(2048);
  EXPECT_EQ(error(storage), Error::kInvalidArgument);
  storage.words = good.words.first(2047);
  EXPECT_TRUE(Vm::CreateLike(model.vm(), storage, host, {}).ok());
  storage = good;
  storage.envelope = good.envelope.first(layout::kMinimumEnvelope.value() - 1);
  EXPECT_EQ(error(storage), Error::kInvalidArgument);
}

TEST(Vm, OneThatHasRunIsNoModel) {
  VmHarness model;
  model.Go();
  EXPECT_DEATH(VmHarness({.model = &model.vm()}), "");
}

constinit std::array<VmArrays, 1> static_arrays{};

TEST(Vm, StaticStorageTakesNoRoomInAnImage) {
  EXPECT_TRUE(std::ranges::all_of(std::as_bytes(std::span(static_arrays)),
                                  [](std::byte value) { return value == std::byte{0}; }));
}

TEST(Vm, CompiledCodeIsOutOfReachOfStores) {
  VmHarness vm;
  vm.Answer(": FIVE 5 ;");
  EXPECT_EQ(vm.Answer("HERE UNUSED -1 FILL FIVE ."), "5 ok");
  // All that lies below data space but the line that says it.
  EXPECT_EQ(vm.Answer("$1018 $668 -1 FILL FIVE ."), "5 ok");
  EXPECT_EQ(vm.Answer("$1A80 $5580 -1 FILL FIVE ."), "5 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
