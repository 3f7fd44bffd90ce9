#include "src/parity/post_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {
namespace {

/// The case that the text holds.
PostCase Only(std::string_view text) {
  const PostModule module{.name = "module", .text = text};
  PostReader reader(module);
  const std::optional<PostCase> first = reader.Next();
  EXPECT_TRUE(first.has_value());
  EXPECT_FALSE(reader.Next().has_value());
  return first.value_or(PostCase{});
}

std::vector<std::int64_t> StackOf(const PostCase& post_case) {
  return {post_case.expected.stack.begin(), post_case.expected.stack.end()};
}

TEST(PostReaderTest, ReadsSourceAndStack) {
  const PostCase one = Only("1 DUP -> 1 -1 $ff $8000000000000000\n");
  EXPECT_EQ(one.source, "1 DUP");
  EXPECT_EQ(StackOf(one), (std::vector<std::int64_t>{1, -1, 255, INT64_MIN}));
  EXPECT_EQ(one.expected.ending, Ending::kDone);
  EXPECT_EQ(one.line, 1);
  EXPECT_EQ(one.problem, "");
  EXPECT_EQ(one.expected.output, "");
  EXPECT_TRUE(StackOf(Only("1 DROP ->")).empty());
}

TEST(PostReaderTest, TheLastArrowBetweenBlanksCounts) {
  EXPECT_EQ(Only("a -> b -> 1").source, "a -> b");
  EXPECT_EQ(Only("--> x-> ->y -> 1").source, "--> x-> ->y");
  EXPECT_EQ(Only("-> 5").source, "");
  EXPECT_EQ(Only("a -> | \"x->\"").source, "a");
}

TEST(PostReaderTest, ReadsEveryWayToEnd) {
  const PostCase thrown = Only("0 @ -> throw -9 \"in \\\"@\\\"\" keys \"ab\" | \"x\\n\"");
  EXPECT_EQ(thrown.expected.ending, Ending::kThrow);
  EXPECT_EQ(thrown.expected.thrown, -9);
  EXPECT_EQ(thrown.expected.message, "in \\\"@\\\"");
  EXPECT_EQ(thrown.keys, "ab");
  EXPECT_EQ(thrown.expected.output, "x\\n");
  const PostCase waiting = Only("KEY -> 7 waits 2");
  EXPECT_EQ(waiting.expected.ending, Ending::kWait);
  EXPECT_EQ(waiting.expected.parked, 2);
  EXPECT_EQ(StackOf(waiting), (std::vector<std::int64_t>{7}));
  EXPECT_EQ(Only("BYE -> bye").expected.ending, Ending::kBye);
}

TEST(PostReaderTest, SeveralLinesAreOneSource) {
  const PostCase one = Only("\\ comment\n\n: X ( a\n\n  b ) 5 ;\nX -> 5\n");
  EXPECT_EQ(one.source, ": X ( a\n\n  b ) 5 ;\nX");
  EXPECT_EQ(one.line, 6);
}

TEST(PostReaderTest, RemembersWhatIsNeeded) {
  constexpr PostModule kModule{.name = "module",
                               .text = "a -> 1\nneeds X!\nb -> 2\nc -> 3\nneeds\nd -> 4"};
  PostReader reader(kModule);
  EXPECT_EQ(reader.Next()->needed, "");
  EXPECT_EQ(reader.Next()->needed, "X!");
  const std::optional<PostCase> third = reader.Next();
  EXPECT_EQ(third->needed, "X!");
  EXPECT_EQ(third->source, "c");
  const std::optional<PostCase> fourth = reader.Next();
  EXPECT_EQ(fourth->needed, "");
  EXPECT_EQ(fourth->line, 6);
  EXPECT_FALSE(reader.Next().has_value());
}

TEST(PostReaderTest, SaysWhatIsWrong) {
  EXPECT_EQ(Only("1 2 +\n").problem, "no expectation behind an arrow");
  EXPECT_EQ(Only("1 -> one").problem, "the expectation does not end where it should");
  EXPECT_EQ(Only("1 -> 1 | \"a\" 2").problem, "the expectation does not end where it should");
  EXPECT_EQ(Only("1 -> | a").problem, "`|` needs a text in quotes");
  EXPECT_EQ(Only("1 -> keys 5").problem, "`keys` needs a text in quotes");
  const std::string_view ending =
      "`throw N`, with nothing before it, or `waits N` needs its number";
  EXPECT_EQ(Only("1 -> throw").problem, ending);
  EXPECT_EQ(Only("1 -> 1 throw -4").problem, ending);
  EXPECT_EQ(Only("1 -> throw -4 \"a").problem, ending);
  EXPECT_EQ(Only("1 -> waits").problem, ending);
  EXPECT_EQ(Only("1 -> $10000000000000000").problem,
            "the expectation does not end where it should");
}

TEST(PostReaderTest, ACaseExpectsNoMoreItemsThanItCan) {
  std::string items;
  for (std::size_t count = 0; count < Expectation::kMostItems; ++count) {
    items += " 1";
  }
  EXPECT_EQ(Only("x ->" + items).problem, "");
  EXPECT_EQ(StackOf(Only("x ->" + items)).size(), Expectation::kMostItems);
  EXPECT_EQ(Only("x ->" + items + " 1").problem, "more items than a case can expect");
}

TEST(PostReaderTest, FindsFiles) {
  constexpr PostModule kModule{.name = "module",
                               .text = "file a.fs \"1\\n\"\nx -> 1\nfile b \"2\"\n"};
  EXPECT_EQ(FindPostFile(kModule, "a.fs"), "1\\n");
  EXPECT_EQ(FindPostFile(kModule, "b"), "2");
  EXPECT_EQ(FindPostFile(kModule, "c"), std::nullopt);
  EXPECT_EQ(FindPostFile(kModule, ""), std::nullopt);
  EXPECT_EQ(Only(kModule.text).source, "x");
}

}  // namespace
}  // namespace starkernel::parity
