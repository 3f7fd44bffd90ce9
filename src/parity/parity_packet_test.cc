#include "src/parity/parity_packet.h"

#include "gtest/gtest.h"
#include "src/base/addresses.h"
#include "src/base/text_collector.h"
#include "src/forthvm/vm_harness.h"
#include "src/parity/post.h"

namespace starkernel::parity {
namespace {

TEST(ParityPacketTest, BootstrapIsOneLineInTheSeedsForm) {
  TextCollector text;
  WriteBootstrap({.word_count = 245,
                  .here = GuestAddr(0x1a2b3c),
                  .latest_id = 244,
                  .hash = 0x00adbeef12345678},
                 text);
  EXPECT_EQ(text.text(),
            "PARITY:M7.1a word_count=245 here=0x1a2b3c latest_id=244 hash=0x00adbeef12345678\n");
}

TEST(ParityPacketTest, PostIsOneLine) {
  TextCollector text;
  WritePostPacket({.cases = 936, .passed = 930, .failed = 3, .skipped = 2, .errors = 1}, text);
  EXPECT_EQ(text.text(), "PARITY:M7.1b tests=936 pass=930 fail=3 skip=2 err=1\n");
}

TEST(ParityPacketTest, WindowIsOneLine) {
  TextCollector text;
  WriteWindowPacket({.observed = 24, .window_hash = 0x00adbeef12345678}, text);
  EXPECT_EQ(text.text(), "PARITY:M7.1c observed=24 window_hash=0x00adbeef12345678\n");
}

TEST(ParityPacketTest, BootstrapIsOfTheVmInstance) {
  forthvm::VmHarness vm;
  const BootstrapPacket before = BootstrapOf(vm.vm());
  EXPECT_EQ(before.word_count, vm.vm().word_end().value() - 1);
  EXPECT_EQ(before.latest_id, before.word_count - 1);
  EXPECT_EQ(before.here, vm.vm().here());
  EXPECT_EQ(vm.Answer(": X ; 10 ALLOT"), "ok");
  const BootstrapPacket after = BootstrapOf(vm.vm());
  EXPECT_EQ(after.word_count, before.word_count + 1);
  EXPECT_EQ(after.latest_id, before.latest_id + 1);
  EXPECT_EQ(after.here, before.here + ByteCount(10));
  EXPECT_NE(after.hash, before.hash);
}

}  // namespace
}  // namespace starkernel::parity
