#include "src/kernel/vm_native.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/test_effort.h"
#include "src/forthvm/engine_comparison.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/heap/account.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/native_home.h"
#include "src/kernel/nursery_world.h"
#include "src/native/native_vm.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {
namespace {

using forthvm::EngineKind;

/// VM instances in the kernel's storage, with machine code if they want.
class VmNativeTest : public testing::Test {
 protected:
  /// Lives in storage of its own, of so many pages at most.
  struct Living {
    Living(VmNativeTest& test, PageCount limit)
        : envelope(test.envelopes_
                       .Allocate({.size = MiB(4),
                                  .limit = limit,
                                  .kept = PagesFor(forthvm::layout::kKeptForPrompt)})
                       .value()),
          storage(test.heap_, envelope),
          vm(forthvm::VmHarness::Options{.model = &test.model_.vm(),
                                         .storage = storage.AtFirst()}) {
      storage.Use(test.natives_);
    }

    [[nodiscard]] ByteCount code_size() const {
      return storage.native() == nullptr ? ByteCount{0} : storage.native()->code_size();
    }
    /// What the VM instance may have yet.
    [[nodiscard]] PageCount limit() const { return envelope.statistics().limit; }

    vmm::Envelope envelope;
    GrowingStorage storage;
    forthvm::VmHarness vm;
  };

  VmNativeTest() {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(64)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  heap::Heap heap_{frames_};
  NativeHome natives_ = NativeHome::Create(heap_, envelopes_).value();
  forthvm::VmHarness model_;
};

constexpr std::string_view kSum = ": SUM ( n -- sum ) 0 SWAP 0 DO I + LOOP ;";

TEST_F(VmNativeTest, DefinitionsGetCodeThatIsExecuted) {
  Living one(*this, PageCount{256});
  one.vm.vm().UseEngine(EngineKind::kNative);
  EXPECT_EQ(one.storage.native(), nullptr) << "code before there is a definition";
  EXPECT_EQ(one.vm.Answer(kSum), "ok");
  EXPECT_GT(one.code_size(), ByteCount{32});
  EXPECT_EQ(one.vm.Answer("1000 SUM ."), "499500 ok");
}

TEST_F(VmNativeTest, WhatIsThereGetsCodeAndLosesItWithTheEngine) {
  Living one(*this, PageCount{256});
  EXPECT_EQ(one.vm.Answer(kSum), "ok");
  EXPECT_EQ(one.vm.Answer(": FIB DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;"), "ok");
  // Nothing that grows while it is executed is counted.
  EXPECT_EQ(one.vm.Answer("2 ENGINE! 1 ENGINE! 15 FIB . 10 SUM ."), "610 45 ok");
  const PageCount before = one.limit();
  const ByteCount bytes = one.storage.bytes();
  EXPECT_EQ(one.vm.Answer("2 ENGINE!"), "ok");
  EXPECT_GT(one.code_size(), ByteCount{64});
  EXPECT_LT(one.limit(), before);
  EXPECT_EQ(one.vm.Answer("15 FIB . 10 SUM ."), "610 45 ok");
  EXPECT_EQ(one.vm.Answer("1 ENGINE!"), "ok");
  EXPECT_EQ(one.storage.native(), nullptr);
  EXPECT_EQ(one.limit(), before);
  EXPECT_EQ(one.storage.bytes(), bytes);
  EXPECT_EQ(one.vm.Answer("15 FIB . 10 SUM ."), "610 45 ok");
}

/// Runs it by so much at a time until it has spent `total`, or just more.
Reductions Spend(forthvm::Vm& vm, Reductions total) {
  constexpr Reductions kPiece{7};
  Reductions spent{0};
  while (spent < total) {
    EXPECT_EQ(vm.Run(kPiece), forthvm::RunOutcome::kQuantumSpent);
    spent += vm.last_spent();
  }
  return spent;
}

/// What is spent by quanta of this size until it wants input.
Reductions SpendToInput(forthvm::Vm& vm, Reductions quantum) {
  Reductions spent{0};
  for (auto outcome = forthvm::RunOutcome::kQuantumSpent;
       outcome != forthvm::RunOutcome::kWaitingForInput; spent += vm.last_spent()) {
    outcome = vm.Run(quantum);
  }
  return spent;
}

constexpr Reductions kBefore{5000};

TEST_F(VmNativeTest, WhoHasNotChosenGetsCodeWhenSoMuchIsSpent) {
  model_.vm().UseEngineAfter(kBefore, EngineKind::kNative);
  Living one(*this, PageCount{256});
  one.vm.host().TypeLine(": COUNT-UP 0 BEGIN 1+ AGAIN ; COUNT-UP");
  EXPECT_LT(Spend(one.vm.vm(), kBefore - Reductions(20)), kBefore);
  EXPECT_EQ(one.storage.native(), nullptr);
  EXPECT_GE(Spend(one.vm.vm(), Reductions(20)), Reductions(20));
  EXPECT_GT(one.code_size(), ByteCount{32});
  // What is defined from there on has it at once.
  one.vm.vm().Break();
  one.vm.Answer("");
  const ByteCount before = one.code_size();
  EXPECT_EQ(one.vm.Answer(": LAST 7 1+ ; LAST ."), "8 ok");
  EXPECT_GT(one.code_size(), before);
  // So has who chooses.
  Living other(*this, PageCount{256});
  EXPECT_EQ(other.vm.Answer(": EARLY 7 ; ENGINE@ ."), "2 ok");
  EXPECT_EQ(other.storage.native(), nullptr);
  EXPECT_EQ(other.vm.Answer("2 ENGINE! EARLY ."), "7 ok");
  EXPECT_GT(other.code_size(), ByteCount{32});
  Living last(*this, PageCount{256});
  EXPECT_EQ(last.vm.Answer("1 ENGINE! : LONG 0 20000 0 DO I + LOOP ; LONG . ENGINE@ ."),
            "199990000 1 ok");
  EXPECT_EQ(last.storage.native(), nullptr) << "it has chosen another engine";
}

/// What comes of a program behind others by quanta of different sizes: it has to be the same.
class CutTime : public VmNativeTest {
 protected:
  void ExpectAlike(std::span<const std::string> beginning, std::string_view program,
                   PageCount pages) {
    Reductions spent{0};
    std::string said;
    for (const std::uint64_t quantum : {100'000U, 1U, 7U, 1000U, 4999U, 10'000U}) {
      Living one(*this, pages);
      for (const std::string& line : beginning) {
        one.vm.host().TypeLine(line);
      }
      one.vm.host().TypeLine(": SQUARE DUP * ; : SPIN 0 DO LOOP ; VARIABLE FILLED");
      one.vm.host().TypeLine(": FILL 1000 0 DO I HERE I 4096 * + ! I FILLED ! LOOP ;");
      one.vm.host().TypeLine(program);
      const Reductions took = SpendToInput(one.vm.vm(), Reductions(quantum));
      const std::string answer = one.vm.TakeTranscript();
      EXPECT_TRUE(answer.ends_with("ok\n")) << answer;
      spent = quantum == 100'000U ? took : spent;
      said = quantum == 100'000U ? answer : said;
      EXPECT_EQ(took, spent) << program << " by " << quantum;
      EXPECT_EQ(answer, said) << program << " by " << quantum;
    }
  }
};

TEST_F(CutTime, ChangesNothingForWhoLacksCode) {
  model_.vm().UseEngineAfter(kBefore, EngineKind::kNative);
  // What ENGINE! costs, behind the point where there is code and before it, and what still fits
  // into memory that code takes a part of.
  for (const std::string_view program :
       {"6000 SPIN 1 ENGINE! 5 SQUARE .", "6000 SPIN 2 ENGINE! 5 SQUARE .", "2 ENGINE! 5 SQUARE .",
        "6000 SPIN ' FILL CATCH . FILLED @ ."}) {
    ExpectAlike({}, program, PageCount{64});
  }
}

TEST_F(CutTime, ChangesNothingForALongDefinitionWithQuotations) {
  model_.vm().UseEngineAfter(kBefore, EngineKind::kNative);
  std::vector<std::string> lines{": WARM 6000 0 DO LOOP ; WARM", ": LONG"};
  constexpr int kMany = 60;
  for (int count = 0; count < kMany; ++count) {
    lines.emplace_back("1 2 + DUP * DROP [: 1 2 + 3 + DUP * DROP ;] EXECUTE");
  }
  lines.emplace_back(";");
  ExpectAlike(lines, "12000 SPIN LONG ' FILL CATCH . FILLED @ .", PageCount{80});
}

TEST_F(CutTime, ChangesNothingForWhoHasMuchToBeTranslated) {
  std::vector<std::string> words;
  constexpr int kMany = 300;
  for (int count = 0; count < kMany; ++count) {
    words.push_back(": W" + std::to_string(count) + " 1 2 + DUP * 7 AND DUP XOR 3 OR ;");
  }
  for (const Reductions late : {Reductions(1'000'000), kBefore}) {
    model_.vm().UseEngineAfter(late, EngineKind::kNative);
    for (const std::string_view program :
         {"2 ENGINE! 3000 SPIN ' FILL CATCH . FILLED @ .",
          "2 ENGINE! 15000 SPIN ' FILL CATCH . FILLED @ . SEE-CODE W150",
          "9000 SPIN 1 ENGINE! 2 ENGINE! 12000 SPIN SEE-CODE W120 SEE-CODE W250 ENGINE@ .",
          "PHYSICS-ON 2 ENGINE! 15000 SPIN PHYSICS-OFF SEE-CODE W150 FILLED @ ."}) {
      ExpectAlike(words, program, PageCount{80});
    }
  }
}

TEST_F(VmNativeTest, ManyDefinitionsGetCodeSomeAtATime) {
  model_.vm().UseEngineAfter(Reductions(1'000'000), EngineKind::kNative);
  Living one(*this, PageCount{1024});
  const auto name = [](int number) { return "W" + std::to_string(number); };
  constexpr int kMany = 300;
  for (int count = 0; count < kMany; ++count) {
    ASSERT_EQ(one.vm.Answer(": " + name(count) + " 1 2 + DUP * 7 AND DUP XOR 3 OR ;"), "ok");
  }
  ASSERT_EQ(one.storage.native(), nullptr);
  const auto has_code = [&one](std::string_view word) {
    return one.vm.Answer("SEE-CODE " + std::string(word)).find("machine code") != std::string::npos;
  };
  EXPECT_EQ(one.vm.Answer(": SPENDS 0 DO LOOP ;"), "ok");
  one.vm.host().TypeLine("2000000 SPENDS");
  while (one.storage.native() == nullptr) {
    ASSERT_EQ(one.vm.vm().Run(Reductions(100)), forthvm::RunOutcome::kQuantumSpent);
  }
  one.vm.vm().Break();
  one.vm.Answer("");
  EXPECT_TRUE(has_code(name(0)));
  EXPECT_FALSE(has_code(name(kMany / 2)));
  // It waits until it is its turn.
  EXPECT_EQ(one.vm.Answer(": BETWEEN 5 ; BETWEEN ."), "5 ok");
  EXPECT_FALSE(has_code("BETWEEN"));
  EXPECT_EQ(one.vm.Answer("20000000 SPENDS"), "ok");
  for (int count = 0; count < kMany; ++count) {
    ASSERT_TRUE(has_code(name(count))) << count;
  }
  EXPECT_TRUE(has_code("BETWEEN"));
  EXPECT_EQ(one.vm.Answer(": BEHIND 6 ; BEHIND ."), "6 ok");
  EXPECT_TRUE(has_code("BEHIND"));
}

TEST_F(VmNativeTest, CodeThatWasRefusedIsAskedForAgain) {
  model_.vm().UseEngineAfter(kBefore, EngineKind::kNative);
  // However far it comes with the memory that is left.
  for (std::size_t left = 0; left < 6; ++left) {
    Living one(*this, PageCount{256});
    EXPECT_EQ(one.vm.Answer(": EARLY 7 ; : SPENDS 0 DO LOOP ; 9 SPENDS EARLY ."), "7 ok");
    std::vector<pmm::FrameRun> taken;
    for (auto frame = frames_.Allocate(); frame.ok(); frame = frames_.Allocate()) {
      taken.push_back(std::move(frame).value());
    }
    taken.resize(taken.size() - left);
    EXPECT_EQ(one.vm.Answer("6000 SPENDS"), "ok");
    if (left == 0) {
      EXPECT_EQ(one.storage.native(), nullptr);
    }
    taken.clear();
    EXPECT_EQ(one.vm.Answer(": LATE 8 ; 1100000 SPENDS LATE ."), "8 ok");
    for (const std::string_view word : {"EARLY", "SPENDS", "LATE"}) {
      EXPECT_NE(one.vm.Answer("SEE-CODE " + std::string(word)).find("machine code"),
                std::string::npos)
          << word << " with " << left << " frames";
    }
  }
}

TEST_F(VmNativeTest, AfterColdAllBeginsAnew) {
  model_.vm().UseEngineAfter(kBefore, EngineKind::kNative);
  Living one(*this, PageCount{256});
  EXPECT_EQ(one.vm.Answer(": SPENDS 0 DO LOOP ; 6000 SPENDS"), "ok");
  EXPECT_NE(one.storage.native(), nullptr);
  EXPECT_EQ(one.vm.Answer("COLD").find("?"), std::string::npos);
  EXPECT_EQ(one.storage.native(), nullptr);
  EXPECT_EQ(one.vm.Answer(": SPENDS 0 DO LOOP ; 100 SPENDS"), "ok");
  EXPECT_EQ(one.storage.native(), nullptr);
  EXPECT_EQ(one.vm.Answer("6000 SPENDS"), "ok");
  EXPECT_NE(one.storage.native(), nullptr);
}

TEST_F(VmNativeTest, ADefinitionMayTurnWhileItIsExecuted) {
  Living one(*this, PageCount{256});
  for (const std::string_view line :
       {": A 0 20 0 DO I 3 MOD ENGINE! I + LOOP ;", ": B A A + ;", ": C DUP 0= IF EXIT THEN",
        "DUP 3 MOD ENGINE! DUP 1- RECURSE + ;"}) {
    one.vm.Answer(line);
  }
  EXPECT_EQ(one.vm.Answer("2 ENGINE! B . 20 C . ENGINE@ ."), "380 210 1 ok");
  EXPECT_EQ(one.vm.Answer("2 ENGINE! B . 20 C . ENGINE@ ."), "380 210 1 ok");
  // Inside a definition that may yet be abandoned, and behind one that was.
  EXPECT_EQ(one.vm.Answer(": D [ 2 ENGINE! ] 1 2 + ; D ."), "3 ok");
  EXPECT_EQ(one.vm.Answer("1 ENGINE!"), "ok");
  EXPECT_EQ(one.vm.Answer(": E NOTHING ;").substr(0, 1), "?");
  EXPECT_EQ(one.vm.Answer(": F 1 2 3 + + ; 2 ENGINE! F . D ."), "6 3 ok");
}

/// What no code begins at, CATCH, and what the first definition is aligned by.
constexpr ByteCount kNearlyNone{512};

TEST_F(VmNativeTest, CodeGoesWithForget) {
  Living one(*this, PageCount{256});
  one.vm.vm().UseEngine(EngineKind::kNative);
  EXPECT_EQ(one.vm.Answer(kSum), "ok");
  ByteCount first{0};
  for (int count = 0; count < 20; ++count) {
    ASSERT_EQ(one.vm.Answer(": LATER 1 2 + 3 * DUP SUM . ;"), "ok");
    ASSERT_EQ(one.vm.Answer("LATER FORGET LATER"), "36 ok");
    first = count == 0 ? one.code_size() : first;
    ASSERT_EQ(one.code_size(), first);
  }
  EXPECT_EQ(one.vm.Answer("FORGET SUM"), "ok");
  // Ids of words are given once, and their table does not grow with that.
  const ByteCount bytes = one.storage.bytes();
  for (int count = 0; count < 1000; ++count) {
    ASSERT_EQ(one.vm.Answer(": ALONE 0 10 0 DO I + LOOP ; ALONE FORGET ALONE ."), "45 ok");
    ASSERT_LE(one.code_size(), kNearlyNone);
  }
  EXPECT_EQ(one.storage.bytes(), bytes);
  EXPECT_EQ(one.vm.Answer(kSum), "ok");
  EXPECT_EQ(one.vm.Answer("10 SUM ."), "45 ok");
  EXPECT_EQ(one.vm.Answer("COLD").find("?"), std::string::npos);
  EXPECT_LE(one.code_size(), kNearlyNone);
  EXPECT_EQ(one.vm.Answer(kSum), "ok");
  EXPECT_EQ(one.vm.Answer("10 SUM . ENGINE@ ."), "45 2 ok");
}

/// What a program says that takes memory until there is no more, and touches what it may not.
std::string WithoutMemory(forthvm::VmHarness& vm) {
  std::string said;
  for (const std::string_view line :
       {": FILL-ALL ( n -- ) 0 DO I HERE I 4096 * + ! LOOP ;", ": TOUCH HERE 2000000 + @ ;",
        ": ADD HERE 2100000 + 1 SWAP +! ;", ": BYTE 7 HERE 2200000 + C! ;",
        "1000 ' FILL-ALL CATCH .", "DEPTH .", "' TOUCH CATCH . ' ADD CATCH . ' BYTE CATCH .",
        "TOUCH", "ADD", "BYTE", "1 2 + ."}) {
    said += vm.Answer(line) + "\n";
  }
  return said;
}

TEST_F(VmNativeTest, PagesThatAreRefusedAreThrownAsEver) {
  Living interpreted(*this, PageCount{64});
  Living native(*this, PageCount{64});
  native.vm.vm().UseEngine(EngineKind::kNative);
  const std::string said = WithoutMemory(interpreted.vm);
  EXPECT_NE(said.find("? out of memory"), std::string::npos) << said;
  EXPECT_EQ(WithoutMemory(native.vm), said);
  EXPECT_GT(native.code_size(), ByteCount{64});
}

TEST_F(VmNativeTest, WhatHasNoRoomStaysInterpreted) {
  Living one(*this, PageCount{40});
  one.vm.vm().UseEngine(EngineKind::kNative);
  std::string answer = "ok";
  int count = 0;
  while (answer == "ok" && count < 10'000) {
    const std::string number = std::to_string(count++);
    answer = one.vm.Answer(": W" + number + " ( n -- n ) " + number + " + 2 * DUP 3 AND + ;");
  }
  EXPECT_TRUE(answer.starts_with("? dictionary overflow: ")) << answer;
  EXPECT_GT(count, 200);
  EXPECT_EQ(one.vm.Answer("1 W0 . 1 W1 . 1 W100 ."), "4 4 204 ok");
  const std::string last = std::to_string(count - 2);
  EXPECT_EQ(one.vm.Answer("0 W" + last + " 0 = ."), "0 ok");
  EXPECT_EQ(one.vm.Answer("FORGET W10 1 W9 . 1 ENGINE! 1 W9 . "), "20 20 ok");
  EXPECT_EQ(one.storage.native(), nullptr);
}

TEST_F(VmNativeTest, AllIsGivenBack) {
  // Tables and the heap keep a little for the next.
  PageCount free{0};
  for (int round = 0; round < 6; ++round) {
    free = round == 3 ? frames_.statistics().free : free;
    Living one(*this, PageCount{256});
    one.vm.vm().UseEngine(EngineKind::kNative);
    for (int count = 0; count < 100; ++count) {
      ASSERT_EQ(one.vm.Answer(": W" + std::to_string(count) + " 1 2 + DUP * 7 AND ;"), "ok");
    }
    EXPECT_GT(one.code_size(), kPageSize);
    if (round % 2 == 1) {
      // A page at a time.
      EXPECT_EQ(one.storage.DrainNative(PageCount{1}), PageCount{1});
      EXPECT_NE(one.storage.native(), nullptr);
      while (one.storage.DrainNative(PageCount{1}) == PageCount{1}) {
      }
      EXPECT_EQ(one.storage.native(), nullptr);
    }
  }
  EXPECT_EQ(frames_.statistics().free, free);
}

TEST(VmNativeNursery, SpawnedVmInstancesMayBeNative) {
  NurseryWorld world;
  const VmId vm = world.Spawn(
      "2 ENGINE! : FIB DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ; "
      "20 FIB . ENGINE@ .");
  world.LetLog(vm);
  world.Start(vm);
  EXPECT_EQ(world.NextEvent().state, arbiter::LifecycleState::kDead);
  EXPECT_EQ(world.console_.text(), "VM[1] 6765 2 \n");
}

TEST(VmNativeNursery, WhoIsSpawnedHasCodeWhenItHasSpentAWindow) {
  NurseryWorld world;
  const std::string program = ": SPIN 0 DO LOOP ; ";
  const std::string shown = " SPIN SEE-CODE SPIN";
  for (const bool has_code : {false, true}) {
    const VmId vm = world.Spawn(program + (has_code ? "10000" : "8000") + shown);
    world.LetLog(vm);
    world.Start(vm);
    EXPECT_EQ(world.NextEvent().state, arbiter::LifecycleState::kDead);
    EXPECT_EQ(world.console_.text().find("machine code") != std::string::npos, has_code)
        << world.console_.text();
  }
}

/// Pays for everything.
class Payer final : public heap::Account {
 public:
  Result<void> Charge(ByteCount bytes) override {
    charged_ += bytes;
    return {};
  }
  void Refund(ByteCount bytes) override { charged_ = charged_ - bytes; }

 private:
  ByteCount charged_;
};

/// Programs do the same with the kernel's own engine, whose code is written and executed by turns.
class KernelsNativeEngine : public VmNativeTest {
 protected:
  struct Attached {
    Attached(NativeHome& home, forthvm::Vm& vm)
        : engine(
              VmNative::Create(home, payer,
                               {.id = vm.word_end().value(), .place = vm.dictionary().end_index()})
                  .value()) {
      vm.Use(*engine);
    }
    /// Its definitions get code while they are executed already.
    Attached(NativeHome& home, forthvm::Vm& vm, Reductions late) : Attached(home, vm) {
      vm.UseEngineAfter(late, EngineKind::kNative);
    }
    Payer payer;
    heap::Box<VmNative> engine;
  };

  std::array<forthvm::AttachedEngine, 2> native_{
      forthvm::AttachedEngine{.name = "native",
                              .attach = [this](forthvm::Vm& vm) -> std::shared_ptr<void> {
                                return std::make_shared<Attached>(natives_, vm);
                              }},
      forthvm::AttachedEngine{.name = "native later",
                              .attach = [this](forthvm::Vm& vm) -> std::shared_ptr<void> {
                                return std::make_shared<Attached>(natives_, vm, Reductions(2000));
                              }}};
};

TEST_F(KernelsNativeEngine, RandomProgramsDoTheSame) {
  forthvm::ExpectRandomProgramsAlike(OperationsToTry(500), native_);
}

TEST_F(KernelsNativeEngine, AttacksEndAsTheContractSays) {
  forthvm::ExpectAttacksFailAlike(native_);
}

}  // namespace
}  // namespace starkernel::kernel
