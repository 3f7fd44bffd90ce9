#include "src/console/history.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <deque>
#include <random>
#include <string>

#include "src/base/expect_panic.h"

namespace starkernel::console {
namespace {

TEST(HistoryTest, GivesLinesNewestFirst) {
  History history;
  history.Add("one");
  history.Add("two");
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.Line(0), "two");
  EXPECT_EQ(history.Line(1), "one");
  EXPECT_PANIC(static_cast<void>(history.Line(2)), "no line of that age");
}

TEST(HistoryTest, SkipsEmptyLinesAndImmediateDuplicates) {
  History history;
  history.Add("");
  EXPECT_EQ(history.size(), 0U);
  history.Add("one");
  history.Add("one");
  EXPECT_EQ(history.size(), 1U);
  history.Add("two");
  history.Add("one");
  EXPECT_EQ(history.size(), 3U);
}

TEST(HistoryTest, ALineMayFillTheWholeBudgetButNotMore) {
  History history;
  history.Add("short");
  history.Add(std::string(History::kByteBudget + 1, 'x'));
  EXPECT_EQ(history.size(), 1U);
  history.Add(std::string(History::kByteBudget, 'x'));
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history.Line(0), std::string(History::kByteBudget, 'x'));
}

TEST(HistoryTest, TheOldestMakesRoomByteExactly) {
  History history;
  history.Add(std::string(1000, 'a'));
  history.Add(std::string(History::kByteBudget - 1000, 'b'));
  EXPECT_EQ(history.size(), 2U);
  history.Add("c");
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.Line(1), std::string(History::kByteBudget - 1000, 'b'));
}

TEST(HistoryTest, KeepsAtMostSoManyLines) {
  History history;
  for (std::size_t number = 0; number <= History::kMostLines; ++number) {
    history.Add(std::to_string(number));
  }
  EXPECT_EQ(history.size(), History::kMostLines);
  EXPECT_EQ(history.Line(0), std::to_string(History::kMostLines));
  EXPECT_EQ(history.Line(History::kMostLines - 1), "1");
}

/// The reference: whole strings, newest first.
class Model {
 public:
  void Add(const std::string& line) {
    if (line.empty() || (!lines_.empty() && lines_.front() == line)) {
      return;
    }
    lines_.push_front(line);
    while (lines_.size() > History::kMostLines || Bytes() > History::kByteBudget) {
      lines_.pop_back();
    }
  }
  [[nodiscard]] const std::deque<std::string>& lines() const { return lines_; }

 private:
  [[nodiscard]] std::size_t Bytes() const {
    std::size_t bytes = 0;
    for (const std::string& line : lines_) {
      bytes += line.size();
    }
    return bytes;
  }

  std::deque<std::string> lines_;
};

TEST(HistoryTest, AgreesWithTheModel) {
  std::mt19937 random(7);
  History history;
  Model model;
  for (int round = 0; round < 2000; ++round) {
    const std::size_t longest = round < 1000 ? 8 : 1024;
    const std::string line(random() % (longest + 1), static_cast<char>('a' + random() % 3));
    history.Add(line);
    model.Add(line);
    ASSERT_EQ(history.size(), model.lines().size());
    for (std::size_t age = 0; age < history.size(); ++age) {
      ASSERT_EQ(history.Line(age), model.lines().at(age)) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace starkernel::console
