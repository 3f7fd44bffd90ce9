#include "src/forthvm/throw_code.h"

#include <limits>

#include "gtest/gtest.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {
namespace {

std::string_view MessageOf(ThrowCode code) { return ThrowMessage(static_cast<Cell>(code)); }

TEST(ThrowCode, EveryStandardCodeHasAMessage) {
  for (Cell code = -1; code >= -79; --code) {
    EXPECT_FALSE(ThrowMessage(code).empty()) << code;
  }
  EXPECT_TRUE(ThrowMessage(0).empty());
  EXPECT_TRUE(ThrowMessage(-80).empty());
  EXPECT_TRUE(ThrowMessage(-255).empty());
  EXPECT_FALSE(ThrowMessage(-256).empty());
  EXPECT_FALSE(ThrowMessage(-260).empty());
  EXPECT_TRUE(ThrowMessage(-261).empty());
  EXPECT_TRUE(ThrowMessage(std::numeric_limits<Cell>::min()).empty());
  EXPECT_TRUE(ThrowMessage(std::numeric_limits<Cell>::max()).empty());
}

TEST(ThrowCode, NamesStandForTheirNumbers) {
  EXPECT_EQ(MessageOf(ThrowCode::kStackUnderflow), "stack underflow");
  EXPECT_EQ(MessageOf(ThrowCode::kUserInterrupt), "user interrupt");
  EXPECT_EQ(MessageOf(ThrowCode::kInvalidBlock), "invalid block number");
  EXPECT_EQ(MessageOf(ThrowCode::kQuit), "QUIT");
  EXPECT_EQ(MessageOf(ThrowCode::kAllocate), "ALLOCATE failed");
  EXPECT_EQ(MessageOf(ThrowCode::kWriteLine), "WRITE-LINE failed");
  EXPECT_EQ(MessageOf(ThrowCode::kOutOfMemory), "out of memory");
  EXPECT_EQ(MessageOf(ThrowCode::kCapability), "capability refused");
  EXPECT_EQ(MessageOf(ThrowCode::kReplaces), "REPLACES failed");
}

}  // namespace
}  // namespace starkernel::forthvm
