#include "src/ipc/message_filter.h"

#include <gtest/gtest.h>

#include "src/base/ids.h"

namespace starkernel::ipc {
namespace {

TEST(MessageFilterTest, MatchesAnyMessage) {
  EXPECT_TRUE(MessageFilter().any());
  EXPECT_TRUE(MessageFilter().Matches(VmId(1), 2));
}

TEST(MessageFilterTest, MatchesOneSender) {
  const MessageFilter filter = MessageFilter::From(VmId(0));
  EXPECT_FALSE(filter.any());
  EXPECT_TRUE(filter.Matches(VmId(0), 9));
  EXPECT_FALSE(filter.Matches(VmId(1), 9));
}

TEST(MessageFilterTest, MatchesOneTag) {
  const MessageFilter filter = MessageFilter::Tagged(0);
  EXPECT_FALSE(filter.any());
  EXPECT_TRUE(filter.Matches(VmId(7), 0));
  EXPECT_FALSE(filter.Matches(VmId(7), 1));
}

TEST(MessageFilterTest, MatchesBoth) {
  const MessageFilter filter = MessageFilter::Tagged(5).AndFrom(VmId(1));
  EXPECT_TRUE(filter.Matches(VmId(1), 5));
  EXPECT_FALSE(filter.Matches(VmId(1), 4));
  EXPECT_FALSE(filter.Matches(VmId(2), 5));
  EXPECT_NE(filter, MessageFilter::Tagged(5));
}

}  // namespace
}  // namespace starkernel::ipc
