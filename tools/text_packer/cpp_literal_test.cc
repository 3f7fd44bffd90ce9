#include "tools/text_packer/cpp_literal.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

using namespace std::string_view_literals;

TEST(CppLiteralTest, PlainTextIsItself) {
  EXPECT_EQ(CppLiteral("a b~?"), R"("a b~?"sv)");
  EXPECT_EQ(CppLiteral(""), R"(""sv)");
}

TEST(CppLiteralTest, OtherBytesAreThreeOctalDigits) {
  EXPECT_EQ(CppLiteral("\x00"
                       "7\n\"\\\x7F\xFF"sv),
            R"("\0007\012\042\134\177\377"sv)");
}

TEST(CppLiteralTest, LongOnesHaveSeveralLines) {
  const std::string line(64, 'x');
  EXPECT_EQ(CppLiteral(line), "\"" + line + "\"sv");
  EXPECT_EQ(CppLiteral(line + "y"), "\"" + line + "\"\n    \"y\"sv");
}

}  // namespace
}  // namespace starkernel::tools
