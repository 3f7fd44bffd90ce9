#include "src/base/fnv1a.h"

#include <cstdint>
#include <string_view>

#include "gtest/gtest.h"

namespace starkernel {
namespace {

std::uint64_t HashOf(std::string_view text) {
  Fnv1a hash;
  hash.AddText(text);
  return hash.value();
}

// The values are those of the algorithm's own test vectors.
TEST(Fnv1aTest, IsThePublishedFunction) {
  EXPECT_EQ(HashOf(""), 0xCBF29CE484222325);
  EXPECT_EQ(HashOf("a"), 0xAF63DC4C8601EC8C);
  EXPECT_EQ(HashOf("foobar"), 0x85944171F73967E8);
}

TEST(Fnv1aTest, NumbersAreBytesLeastSignificantFirst) {
  Fnv1a hash;
  hash.AddLittleEndian(std::uint32_t{0x64636261});
  hash.AddLittleEndian(std::uint64_t{0x6C6B6A6968676665});
  EXPECT_EQ(hash.value(), HashOf("abcdefghijkl"));
  Fnv1a bytes;
  bytes.AddByte('a');
  bytes.AddLittleEndian(std::uint8_t{'b'});
  EXPECT_EQ(bytes.value(), HashOf("ab"));
  Fnv1a high;
  high.AddByte(0xFF);
  EXPECT_EQ(high.value(), HashOf("\xFF"));
}

TEST(Fnv1aTest, GoesOnWhereAnotherEnded) {
  Fnv1a hash(HashOf("foo"));
  hash.AddText("bar");
  EXPECT_EQ(hash.value(), HashOf("foobar"));
}

}  // namespace
}  // namespace starkernel
