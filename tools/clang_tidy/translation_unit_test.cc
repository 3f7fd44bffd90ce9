#include "tools/clang_tidy/translation_unit.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace starkernel::tools {
namespace {

TEST(TranslationUnitOf, IncludesFilesInTheirOrder) {
  const std::array<std::string, 2> files = {"src/b.h", "src/a.cc"};
  EXPECT_EQ(TranslationUnitOf(files, {}), "#include \"src/b.h\"\n#include \"src/a.cc\"\n");
}

TEST(TranslationUnitOf, GivesEveryProgramAMainOfItsOwn) {
  const std::array<std::string, 3> files = {"a.cc", "b.cc", "c.cc"};
  EXPECT_EQ(TranslationUnitOf(files, {"a.cc", "c.cc"}),
            "#define main main_0\n#include \"a.cc\"\n#undef main\n"
            "#include \"b.cc\"\n"
            "#define main main_1\n#include \"c.cc\"\n#undef main\n");
}

TEST(TranslationUnitOf, NothingIsEmpty) { EXPECT_EQ(TranslationUnitOf({}, {}), ""); }

}  // namespace
}  // namespace starkernel::tools
