#include "src/storage/file_name.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace starkernel::storage {
namespace {

TEST(FileNameTest, TakesWhatLeadsDown) {
  for (const std::string_view name :
       {"a", "a.fs", "lib/a.fs", ".hidden", "..a", "a..", "...", "a b", "\xC3\xA4", "a/b/c"}) {
    EXPECT_TRUE(IsFileName(name)) << name;
  }
}

TEST(FileNameTest, RefusesWhatLeadsElsewhere) {
  for (const std::string_view name : {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..",
                                      "a/../b", "./a", "a/.", "a\nb", "a\x7F"}) {
    EXPECT_FALSE(IsFileName(name)) << name;
  }
  EXPECT_FALSE(IsFileName(std::string_view("a\0b", 3)));
}

TEST(FileNameTest, HasALimit) {
  EXPECT_TRUE(IsFileName(std::string(kLongestFileName, 'n')));
  EXPECT_FALSE(IsFileName(std::string(kLongestFileName + 1, 'n')));
}

TEST(FileName, MayBeginWithTheFolderItself) {
  EXPECT_EQ(WithoutHere("a"), "a");
  EXPECT_EQ(WithoutHere("./a"), "a");
  EXPECT_EQ(WithoutHere("././d/./a"), "d/./a");
  EXPECT_EQ(WithoutHere("./"), "");
  EXPECT_EQ(WithoutHere(".a"), ".a");
  EXPECT_EQ(WithoutHere("../a"), "../a");
}

}  // namespace
}  // namespace starkernel::storage
