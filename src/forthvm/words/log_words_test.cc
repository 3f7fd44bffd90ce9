#include "src/forthvm/words/log_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(LogWords, LogWhatTheLevelLetsThrough) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("LOG-LEVEL@ . S\" a\" LOG-ERROR S\" b\" LOG-WARN S\" c\" LOG-INFO "
                      "S\" d\" LOG-TEST S\" e\" LOG-DEBUG DEPTH ."),
            "2 0 ok");
  EXPECT_EQ(vm.host().log, "error: a\nwarning: b\ninfo: c\n");
  vm.host().log.clear();
  vm.Answer("4 LOG-LEVEL! S\" d\" LOG-TEST S\" e\" LOG-DEBUG 0 LOG-LEVEL! S\" b\" LOG-WARN");
  EXPECT_EQ(vm.host().log, "test: d\ndebug: e\n");
  EXPECT_EQ(vm.Answer("LOG-LEVEL@ ."), "0 ok");
}

TEST(LogWords, TextsAreParsedNowOrLater) {
  VmHarness vm;
  vm.Answer("4 LOG-LEVEL! LOG-ERROR\" one\" LOG-DEBUG\" two\"");
  EXPECT_EQ(vm.Answer(": T LOG-WARN\" three\" LOG-INFO\" four\" LOG-TEST\" five\" ; T T DEPTH ."),
            "0 ok");
  EXPECT_EQ(vm.host().log,
            "error: one\ndebug: two\nwarning: three\ninfo: four\ntest: five\n"
            "warning: three\ninfo: four\ntest: five\n");
}

TEST(LogWords, HaveBounds) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("5 LOG-LEVEL!"),
            "? invalid numeric argument: log level 5, valid are 0 to 4 (THROW -24)");
  EXPECT_EQ(vm.Answer("-1 LOG-LEVEL!"),
            "? invalid numeric argument: log level -1, valid are 0 to 4 (THROW -24)");
  EXPECT_EQ(vm.Answer("0 1 LOG-ERROR"),
            "? invalid memory address: 0x0 in LOG-ERROR, valid are 0x1000 to 0xfffff (THROW -9)");
  vm.Answer("HERE 2000 LOG-ERROR");
  EXPECT_EQ(vm.host().log.size(), 1024 + std::string_view("error: \n").size());
}

}  // namespace
}  // namespace starkernel::forthvm
