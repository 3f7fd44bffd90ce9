#include "src/hal/x86_64/stack_trace.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/symbol_table.h"
#include "src/hal/x86_64/symbol_table_bytes.h"

namespace starkernel::hal {
namespace {

class FakeStack final : public StackReader {
 public:
  std::optional<StackFrame> FrameAt(VirtAddr frame) const override {
    const auto found = frames.find(frame.value());
    return found == frames.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::uint64_t, StackFrame> frames;
};

class StackTraceTest : public testing::Test {
 protected:
  std::string Trace(std::uint64_t frame) {
    TextCollector collector;
    TextWriter writer(collector);
    WriteStackTrace(writer, image_, stack_, VirtAddr(frame));
    return collector.text();
  }

  SymbolBytes bytes_ = SymbolBytes({{0x1000, 0x20, "First()"}, {0x1020, 0x10, "Second()"}});
  TracedImage image_{.base = VirtAddr(0x40000000),
                     .size = ByteCount{0x2000},
                     .symbols = SymbolTable::FromSection(bytes_.bytes()).value()};
  FakeStack stack_;
};

TEST_F(StackTraceTest, NamesTheCallersFromTheMostRecentOn) {
  stack_.frames[0x100] = {VirtAddr(0x140), VirtAddr(0x40001025)};
  stack_.frames[0x140] = {VirtAddr(0), VirtAddr(0x40001004)};
  EXPECT_EQ(Trace(0x100),
            "  0x0000000040001025 (image+0x1025) Second() + 0x5\n"
            "  0x0000000040001004 (image+0x1004) First() + 0x4\n");
}

TEST_F(StackTraceTest, AReturnAddressAtAFunctionsEndBelongsToIt) {
  stack_.frames[0x100] = {VirtAddr(0), VirtAddr(0x40001020)};
  EXPECT_EQ(Trace(0x100), "  0x0000000040001020 (image+0x1020) First() + 0x20\n");
}

TEST_F(StackTraceTest, AddressesOutsideTheImageStayNumbers) {
  stack_.frames[0x100] = {VirtAddr(0), VirtAddr(0x40002000)};
  EXPECT_EQ(Trace(0x100), "  0x0000000040002000\n");
  stack_.frames[0x100] = {VirtAddr(0), VirtAddr(0x3FFFFFFF)};
  EXPECT_EQ(Trace(0x100), "  0x000000003fffffff\n");
}

TEST_F(StackTraceTest, EndsWhereFramesLeadBackOrOffTheStack) {
  stack_.frames[0x100] = {VirtAddr(0x100), VirtAddr(0x40001004)};
  EXPECT_EQ(Trace(0x100), "  0x0000000040001004 (image+0x1004) First() + 0x4\n");
  EXPECT_EQ(Trace(0x180), "");
}

TEST_F(StackTraceTest, KnowsReturnAddresses) {
  EXPECT_FALSE(IsReturnAddress(image_, VirtAddr(0x40001000)));
  EXPECT_TRUE(IsReturnAddress(image_, VirtAddr(0x40001001)));
  EXPECT_TRUE(IsReturnAddress(image_, VirtAddr(0x40001030)));
  EXPECT_FALSE(IsReturnAddress(image_, VirtAddr(0x40001031)));
  EXPECT_FALSE(IsReturnAddress(image_, VirtAddr(0x40000000)));
  EXPECT_FALSE(IsReturnAddress(image_, VirtAddr(0)));
  EXPECT_FALSE(IsReturnAddress(image_, VirtAddr(0x40002000)));
}

TEST_F(StackTraceTest, IsCutAfterTheLongestTrace) {
  const auto fill = [this](std::uint64_t count) {
    stack_.frames.clear();
    for (std::uint64_t frame = 0; frame < count; ++frame) {
      stack_.frames[0x1000 + frame] = {VirtAddr(0x1001 + frame), VirtAddr(5 + frame % 2)};
    }
  };
  std::string expected;
  for (int line = 0; line < kLongestTrace; ++line) {
    expected += "  0x000000000000000" + std::to_string(5 + line % 2) + "\n";
  }
  fill(kLongestTrace);
  EXPECT_EQ(Trace(0x1000), expected);
  fill(kLongestTrace + 1);
  EXPECT_EQ(Trace(0x1000), expected + "  ...\n");
}

TEST_F(StackTraceTest, AFunctionThatCallsItselfTakesOneLineMore) {
  for (std::uint64_t frame = 0; frame < 5000; ++frame) {
    stack_.frames[0x1000 + frame] = {VirtAddr(0x1001 + frame), VirtAddr(0x40001004)};
  }
  const std::string once = "  0x0000000040001004 (image+0x1004) First() + 0x4\n";
  EXPECT_EQ(Trace(0x1000), once + "  ... and 4999 times more\n");
  stack_.frames[0x1000 + 5000] = {VirtAddr(0x9000), VirtAddr(0x40001025)};
  EXPECT_EQ(Trace(0x1000), once + "  ... and 4999 times more\n" +
                               "  0x0000000040001025 (image+0x1025) Second() + 0x5\n");
}

}  // namespace
}  // namespace starkernel::hal
