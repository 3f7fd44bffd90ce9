#include "src/parity/packed_corpus.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/result.h"
#include "src/parity/packed_module.h"
#include "src/parity/post_case.h"
#include "src/parity/post_corpus.h"

namespace starkernel::parity {
namespace {

TEST(PackedCorpusTest, HasEveryModuleAsItIsWritten) {
  const std::span<const PostModule> written = PostCorpus();
  const std::span<const PackedModule> packed = PackedCorpus();
  ASSERT_EQ(packed.size(), written.size());
  std::vector<char> room(LongestModule());
  for (std::size_t place = 0; place < written.size(); ++place) {
    const Result<PostModule> module = UnpackModule(packed[place], room);
    ASSERT_TRUE(module.ok()) << written[place].name;
    EXPECT_EQ(module.value().name, written[place].name);
    EXPECT_EQ(module.value().line, written[place].line);
    EXPECT_EQ(module.value().text, written[place].text);
  }
}

TEST(PackedCorpusTest, TheLongestModuleJustFits) {
  const std::span<const PostModule> written = PostCorpus();
  const auto longest = std::ranges::max_element(
      written, {}, [](const PostModule& module) { return module.text.size(); });
  EXPECT_EQ(LongestModule(), longest->text.size());
  const PackedModule& packed = PackedCorpus()[static_cast<std::size_t>(longest - written.begin())];
  std::vector<char> room(LongestModule() - 1);
  EXPECT_EQ(UnpackModule(packed, room).error(), Error::kCapacity);
}

TEST(PackedCorpusTest, SaysWhatWasNotPackedSo) {
  std::array<char, 100> room{};
  EXPECT_EQ(UnpackModule({.name = "no row", .line = 1, .packed = "text"}, room).error(),
            Error::kCorrupt);
}

}  // namespace
}  // namespace starkernel::parity
