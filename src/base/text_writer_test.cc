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
  writer_.Text("frames ").Decimal(7).Character('/').SignedDecimal(-8).Line();
  EXPECT_EQ(sink_.text(), "frames 7/-8\n");
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

TEST_F(TextWriterTest, SignedDecimalAtTheBounds) {
  writer_.SignedDecimal(std::numeric_limits<std::int64_t>::min())
      .Character(' ')
      .SignedDecimal(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(sink_.text(), "-9223372036854775808 9223372036854775807");
}

TEST_F(TextWriterTest, HexPadsToTheWantedWidth) {
  writer_.Hex(0).Character(' ').Hex(0xAB, 2).Character(' ').Hex(0xAB, 4);
  EXPECT_EQ(sink_.text(), "0x0 0xab 0x00ab");
}

TEST_F(TextWriterTest, HexNeverCutsDigits) {
  writer_.Hex(0xABCDE, 2).Character(' ').Hex(std::numeric_limits<std::uint64_t>::max(), 16);
  EXPECT_EQ(sink_.text(), "0xabcde 0xffffffffffffffff");
}

TEST_F(TextWriterTest, HexWidthIsBoundedToSixteen) {
  writer_.Hex(1, 16).Character(' ').Hex(1, 17);
  EXPECT_EQ(sink_.text(), "0x0000000000000001 0x0000000000000001");
}

}  // namespace
}  // namespace starkernel
