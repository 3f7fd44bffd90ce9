#include "src/parity/post_corpus.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/forthvm/word_module.h"
#include "src/parity/post.h"
#include "src/parity/post_case.h"
#include "src/parity/post_reader.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

/// Words without a case, and why.
struct Exception {
  std::string_view word;
  std::string_view reason;
};
constexpr std::array<Exception, 0> kUntested{};

std::string Capitals(std::string_view text) {
  std::string capitals(text);
  std::ranges::transform(capitals, capitals.begin(), [](char character) {
    return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                : character;
  });
  return capitals;
}

/// Every token of every case's source, in capitals.
std::set<std::string> TestedTokens() {
  std::set<std::string> tokens;
  for (const PostModule& module : PostCorpus()) {
    PostReader reader(module);
    for (auto next = reader.Next(); next.has_value(); next = reader.Next()) {
      std::istringstream words{Capitals(next->source)};
      for (std::string word; words >> word;) {
        tokens.insert(word);
      }
    }
  }
  return tokens;
}

TEST(PostCorpusTest, EveryCasePasses) {
  PostTestStorage storage(kPostEnvelope);
  TextCollector console;
  const PostTally tally = storage.Run(PostCorpus(), console);
  EXPECT_EQ(tally.failed, 0);
  EXPECT_EQ(tally.errors, 0);
  EXPECT_EQ(tally.skipped, 0);
  EXPECT_EQ(tally.passed, tally.cases);
  EXPECT_GT(tally.cases, 4000);  // README.md says so.
  EXPECT_TRUE(tally.AllPassed()) << console.text();
}

TEST(PostCorpusTest, TheOrderOfModulesChangesNothing) {
  PostTestStorage storage(kPostEnvelope);
  TextCollector console;
  const std::span<const PostModule> modules = PostCorpus();
  PostTally total;
  for (std::size_t place = modules.size(); place > 0; --place) {
    total.Add(storage.Run(modules.subspan(place - 1, 1), console));
  }
  EXPECT_TRUE(total.AllPassed()) << console.text();
}

TEST(PostCorpusTest, EveryWordHasACase) {
  const std::set<std::string> tested = TestedTokens();
  for (const forthvm::WordModule& module : forthvm::WordModules()) {
    for (const forthvm::Word& word : module.words) {
      const bool excepted = std::ranges::any_of(
          kUntested, [&word](const Exception& exception) { return exception.word == word.name; });
      EXPECT_NE(tested.contains(Capitals(word.name)), excepted) << module.name << ": " << word.name;
    }
  }
}

}  // namespace
}  // namespace starkernel::parity
