#include "src/console/history_browser.h"

#include <gtest/gtest.h>

#include <optional>

namespace starkernel::console {
namespace {

TEST(HistoryBrowserTest, AnEmptyHistoryHasNothingToGive) {
  HistoryBrowser browser;
  EXPECT_EQ(browser.Older("typed"), std::nullopt);
  EXPECT_EQ(browser.Newer(), std::nullopt);
}

TEST(HistoryBrowserTest, WalksThereAndBackToTheLineBeingTyped) {
  HistoryBrowser browser;
  browser.Add("one");
  browser.Add("two");
  EXPECT_EQ(browser.Older("typed"), "two");
  EXPECT_EQ(browser.Older("two, edited"), "one");
  EXPECT_EQ(browser.Older("one"), std::nullopt);
  EXPECT_EQ(browser.Newer(), "two");
  EXPECT_EQ(browser.Newer(), "typed");
  EXPECT_EQ(browser.Newer(), std::nullopt);
}

TEST(HistoryBrowserTest, AddingEndsTheWalk) {
  HistoryBrowser browser;
  browser.Add("one");
  EXPECT_EQ(browser.Older("typed"), "one");
  browser.Add("two");
  EXPECT_EQ(browser.Newer(), std::nullopt);
  EXPECT_EQ(browser.Older("new"), "two");
}

TEST(HistoryBrowserTest, ResetEndsTheWalk) {
  HistoryBrowser browser;
  browser.Add("one");
  EXPECT_EQ(browser.Older("typed"), "one");
  browser.Reset();
  EXPECT_EQ(browser.Newer(), std::nullopt);
  EXPECT_EQ(browser.Older("new"), "one");
  EXPECT_EQ(browser.Newer(), "new");
}

}  // namespace
}  // namespace starkernel::console
