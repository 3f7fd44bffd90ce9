#include "src/forthvm/words/engine_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(EngineWords, AProgramChoosesItsEngine) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("ENGINE@ ."), "2 ok");
  EXPECT_EQ(vm.vm().engine(), EngineKind::kNative);
  EXPECT_EQ(vm.Answer("1 ENGINE! ENGINE@ ."), "1 ok");
  EXPECT_EQ(vm.vm().engine(), EngineKind::kInterpreted);
  EXPECT_EQ(vm.Answer("0 ENGINE! ENGINE@ ."), "0 ok");
  EXPECT_EQ(vm.vm().engine(), EngineKind::kPlain);
  EXPECT_EQ(vm.Answer("2 ENGINE! ENGINE@ ."), "2 ok");
  EXPECT_EQ(vm.vm().engine(), EngineKind::kNative);
  EXPECT_EQ(vm.Answer(": T 0 10 0 DO I + I 2 MOD ENGINE! LOOP ; T . ENGINE@ ."), "45 1 ok");
}

TEST(EngineWords, OtherNumbersAreRefused) {
  ExpectAnswers({
      {"-1 ' ENGINE! CATCH . . ENGINE@ .", "-24 -1 2 ok"},
      {"3 ' ENGINE! CATCH . . ENGINE@ .", "-24 3 2 ok"},
      {"' ENGINE! CATCH . ENGINE@ .", "-4 2 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
