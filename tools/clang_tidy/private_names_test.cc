#include "tools/clang_tidy/private_names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace starkernel::tools {
namespace {

using Names = std::set<std::string>;

Names InNamespace(const std::string& lines) {
  return PrivateNames("namespace a::b {\nnamespace {\n" + lines + "}  // namespace\n");
}

TEST(PrivateNames, AreWhatAnAnonymousNamespaceDeclares) {
  EXPECT_EQ(InNamespace("constexpr int kFirst = 1;\n"), Names{"a::b::kFirst"});
  EXPECT_EQ(InNamespace("constexpr std::array kMap{\n    1,\n};\n"), Names{"a::b::kMap"});
  EXPECT_EQ(InNamespace("std::string Shown(int value) {\n  return {};\n}\n"), Names{"a::b::Shown"});
  EXPECT_EQ(InNamespace("class Pipe {\n"), Names{"a::b::Pipe"});
  EXPECT_EQ(InNamespace("class Fake final : public Base {\n"), Names{"a::b::Fake"});
  EXPECT_EQ(InNamespace("struct Left : Right {\n"), Names{"a::b::Left"});
  EXPECT_EQ(InNamespace("using List = std::vector<int>;\n"), Names{"a::b::List"});
}

TEST(PrivateNames, AreNotMacrosMembersAndWhatIsIndented) {
  EXPECT_EQ(InNamespace("TEST(Some, Thing) {\n  const int value = 1;\n}\n"), Names{});
  EXPECT_EQ(InNamespace("static_assert(kOne == 1);\n"), Names{});
  EXPECT_EQ(InNamespace("int Class::Member() {\n}\n"), Names{});
}

TEST(PrivateNames, AreNotWhatOthersSee) {
  EXPECT_EQ(PrivateNames("namespace a {\nint Seen() { return 1; }\n}  // namespace a\n"), Names{});
  EXPECT_EQ(PrivateNames("namespace a {\nnamespace {\nint x = 1;\n}  // namespace\nint y = 1;"),
            Names{"a::x"});
}

}  // namespace
}  // namespace starkernel::tools
