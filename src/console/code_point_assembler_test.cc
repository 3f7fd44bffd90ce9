#include "src/console/code_point_assembler.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "src/base/expect_panic.h"

namespace starkernel::console {
namespace {

/// What the assembler makes of all bytes of `text`, or "refused" where it refuses one.
std::string Assemble(std::string_view text) {
  CodePointAssembler assembler;
  for (const char byte : text) {
    if (!assembler.Accepts(static_cast<std::uint8_t>(byte))) {
      return "refused";
    }
    assembler.Append(static_cast<std::uint8_t>(byte));
  }
  return std::string(assembler.code_point());
}

TEST(CodePointAssemblerTest, TakesTheFirstAndLastOfEveryLength) {
  for (const std::string_view text :
       {" ", "~", "\xC2\xA0", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(Assemble(text), text);
  }
}

TEST(CodePointAssemblerTest, RefusesWhatIsNotWellFormed) {
  for (const std::string_view text :
       {"\x1F", "\x7F", "\x80", "\xBF", "\xC0", "\xC1", "\xC2\x80", "\xC2\x9F", "\xC2\xC0",
        "\xE0\x9F", "\xED\xA0", "\xF0\x8F", "\xF4\x90", "\xF5", "\xFF", "\xE1\x80\x7F",
        "\xF1\x80\x80\xC0"}) {
    EXPECT_EQ(Assemble(text), "refused") << testing::PrintToString(text);
  }
}

TEST(CodePointAssemblerTest, APartialCodePointShowsNothing) {
  CodePointAssembler assembler;
  EXPECT_EQ(assembler.code_point(), "");
  EXPECT_FALSE(assembler.partial());
  assembler.Append(0xC3);
  EXPECT_TRUE(assembler.partial());
  EXPECT_EQ(assembler.code_point(), "");
  assembler.Append(0xA9);
  EXPECT_FALSE(assembler.partial());
  EXPECT_EQ(assembler.code_point(), "\xC3\xA9");
}

TEST(CodePointAssemblerTest, StartsAnewAfterACompleteOneAndAfterReset) {
  CodePointAssembler assembler;
  assembler.Append('a');
  assembler.Append('b');
  EXPECT_EQ(assembler.code_point(), "b");
  assembler.Append(0xF0);
  assembler.Reset();
  EXPECT_FALSE(assembler.partial());
  EXPECT_TRUE(assembler.Accepts('a'));
}

TEST(CodePointAssemblerTest, AppendingARefusedBytePanics) {
  CodePointAssembler assembler;
  EXPECT_PANIC(assembler.Append(0x80), "byte does not continue the code point");
}

}  // namespace
}  // namespace starkernel::console
