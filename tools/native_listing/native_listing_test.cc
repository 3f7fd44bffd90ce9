// The machine code of a few words is what words.listing shows, and not more than it was when these
// limits were written down: so a change of its quality is seen by whoever makes it.
#include "tools/native_listing/native_listing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tools/native_listing/native_listing_names.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

namespace names = native_listing_names;

/// What the code of a word may be at most. Better code lowers it; worse has to be wanted.
struct Limit {
  std::string_view beginning;  ///< Of its source.
  std::size_t instructions;
  std::size_t bytes;
};
constexpr std::array kLimits{
    Limit{": SUM ", 48, 213},      Limit{": FIB ", 35, 152},        Limit{": WALK ", 84, 353},
    Limit{": DISTANCE ", 36, 159}, Limit{": COUNT-DOWN ", 43, 145}, Limit{": SQUARE ", 25, 109},
    Limit{": CUBE ", 37, 162},
};

std::string ReadText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class NativeListing : public testing::Test {
 protected:
  void SetUp() override {
    const auto found = Runfiles::Find("native_listing_test");
    const auto directory = TempDirectory::Make("native_listing_test");
    ASSERT_TRUE(found.has_value() && directory.has_value());
    wanted_ = ReadText(found->Path(names::kListing));
    auto words = ListNativeCode(ReadText(found->Path(names::kSource)),
                                {.objcopy = found->Path(names::kObjcopy),
                                 .objdump = found->Path(names::kObjdump),
                                 .directory = directory->path()});
    ASSERT_TRUE(words.has_value()) << words.error();
    words_ = *std::move(words);
  }

  std::vector<ListedWord> words_;
  std::string wanted_;
};

TEST_F(NativeListing, IsAsInTheFile) {
  EXPECT_EQ(TextOf(words_), wanted_) << "if it is to be so: bazel run //tools/native_listing";
}

TEST_F(NativeListing, StaysWithinItsLimits) {
  ASSERT_EQ(words_.size(), kLimits.size());
  for (std::size_t word = 0; word < words_.size(); ++word) {
    const ListedWord& listed = words_.at(word);
    const Limit& limit = kLimits.at(word);
    EXPECT_TRUE(listed.source.starts_with(limit.beginning)) << listed.source;
    EXPECT_LE(listed.instructions, limit.instructions) << listed.source;
    EXPECT_LE(listed.bytes, limit.bytes) << listed.source;
  }
}

// So that no row of what the disassembler says is lost: places go on behind one another, and
// nothing is left that it cannot read.
TEST_F(NativeListing, HasAllInstructions) {
  for (const ListedWord& word : words_) {
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(word.listing, '\n')), word.instructions);
    EXPECT_TRUE(word.listing.starts_with("   0: ")) << word.listing;
    EXPECT_FALSE(word.listing.contains("<unknown>")) << word.listing;
  }
}

}  // namespace
}  // namespace starkernel::tools
