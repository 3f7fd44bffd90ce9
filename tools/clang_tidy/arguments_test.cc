#include "tools/clang_tidy/arguments.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace starkernel::tools {
namespace {

using Words = std::vector<std::string>;

TEST(ReadTidyArguments, TellsFilesFromFlags) {
  const auto arguments = ReadTidyArguments(
      Words{"--program=p", "--query-program=q", "--checks=c", "--source=s", "--report=r",
            "--except=e", "--queries=1", "a.h", "--queries=2", "b.cc", "--", "-x", "c"});
  ASSERT_TRUE(arguments.has_value()) << arguments.error();
  EXPECT_EQ(arguments->program, "p");
  EXPECT_EQ(arguments->query_program, "q");
  EXPECT_EQ(arguments->queries, (Words{"1", "2"}));
  EXPECT_EQ(arguments->checks, "c");
  EXPECT_EQ(arguments->source, "s");
  EXPECT_EQ(arguments->report, "r");
  EXPECT_EQ(arguments->except, "e");
  EXPECT_EQ(arguments->files, (Words{"a.h", "b.cc"}));
  EXPECT_EQ(arguments->flags, (Words{"-x", "c"}));
}

TEST(ReadTidyArguments, NeedsNoExceptionsAndNoQueries) {
  const auto arguments = ReadTidyArguments(
      Words{"--program=p", "--query-program=q", "--checks=c", "--source=s", "--report=r"});
  ASSERT_TRUE(arguments.has_value()) << arguments.error();
  EXPECT_EQ(arguments->except, "");
  EXPECT_EQ(arguments->queries, Words());
}

TEST(ReadTidyArguments, NamesWhatIsWrong) {
  EXPECT_EQ(ReadTidyArguments(Words{"--progam=p"}).error(), "unknown option --progam=p");
  EXPECT_EQ(ReadTidyArguments(Words{"--program=p", "--query-program=q", "--checks=c", "--report=r"})
                .error(),
            "--source= is missing");
}

}  // namespace
}  // namespace starkernel::tools
