#include "src/base/binary_size.h"

#include <gtest/gtest.h>

#include <string>

#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

std::string TextOf(ByteCount size) {
  TextCollector collector;
  TextWriter writer(collector);
  Format(writer, "{}", BinarySize{size});
  return collector.text();
}

TEST(BinarySizeTest, TakesTheLargerUnitFromItsFirstWholeOn) {
  EXPECT_EQ(TextOf(ByteCount{0}), "0 KiB");
  EXPECT_EQ(TextOf(ByteCount{1023}), "0 KiB");
  EXPECT_EQ(TextOf(KiB(1)), "1 KiB");
  EXPECT_EQ(TextOf(MiB(1) - ByteCount{1}), "1023 KiB");
  EXPECT_EQ(TextOf(MiB(1)), "1 MiB");
  EXPECT_EQ(TextOf(GiB(1) - ByteCount{1}), "1023 MiB");
  EXPECT_EQ(TextOf(GiB(2)), "2048 MiB");
}

}  // namespace
}  // namespace starkernel
