#include "src/forthvm/line_end.h"

#include <cstddef>
#include <string_view>

#include "gtest/gtest.h"

namespace starkernel::forthvm {
namespace {

void Expect(std::string_view text, std::size_t limit, std::size_t length, std::size_t taken,
            bool is_complete) {
  const LineEnd end = FindLineEnd(text, limit);
  EXPECT_EQ(end.length, length) << text;
  EXPECT_EQ(end.taken, taken) << text;
  EXPECT_EQ(end.is_complete, is_complete) << text;
}

TEST(LineEnd, EndsWithOneOrTwoCharactersOrNone) {
  Expect("ab\ncd\n", 8, 2, 3, true);
  Expect("ab\r\ncd", 8, 2, 4, true);
  Expect("ab", 8, 2, 2, true);
  Expect("\n", 8, 0, 1, true);
  Expect("\r\n", 8, 0, 2, true);
  Expect("", 8, 0, 0, true);
  Expect("a\rb\n", 8, 3, 4, true);
  Expect("ab\r", 8, 3, 3, true);
}

TEST(LineEnd, MayLieBehindTheLimit) {
  Expect("abcd\n", 4, 4, 5, true);
  Expect("abcd\r\n", 4, 4, 6, true);
  Expect("abcd", 4, 4, 4, true);
  Expect("abcde", 4, 4, 4, false);
  Expect("abcde\n", 4, 4, 4, false);
  Expect("abcd\re", 4, 4, 4, false);
  Expect("abcdef", 4, 4, 4, false);
  Expect("\n", 0, 0, 1, true);
  Expect("a", 0, 0, 0, false);
}

}  // namespace
}  // namespace starkernel::forthvm
