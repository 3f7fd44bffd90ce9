#include "src/base/text_writer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string_view>

#include "src/base/text_collector.h"

namespace starkernel {
namespace {

class TextWriterTest : public testing::Test {
 protected:
  TextCollector sink_;
  TextWriter writer_{sink_};
};

TEST_F(TextWriterTest, ChainsInOrder) {
  writer_.Text("frames ").Decimal(7).Character('/').Decimal(8).Line();
  EXPECT_EQ(sink_.text(), "frames 7/8\n");
}

TEST_F(TextWriterTest, KeepsEveryByteOfText) {
  const std::string_view text("\0\xC3\xA9\x7F", 4);
  writer_.Text(text).Text("");
  EXPECT_EQ(sink_.text(), text);
}

TEST_F(TextWriterTest, DecimalAtTheBounds) {
  writer_.Decimal(0).Character(' ').Decimal(std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(sink_.text(), "0 18446744073709551615");
}

}  // namespace
}  // namespace starkernel
