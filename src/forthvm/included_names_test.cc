#include "src/forthvm/included_names.h"

#include <array>
#include <string>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

TEST(IncludedNames, AreKeptOnce) {
  std::array<char, 20> storage{};
  IncludedNames names(storage);
  EXPECT_FALSE(names.Contains("a.fs"));
  EXPECT_TRUE(names.Add("a.fs", HeaderIndex(7)).ok());
  EXPECT_TRUE(names.Add("a.fs", HeaderIndex(9)).ok());
  EXPECT_TRUE(names.Contains("a.fs"));
  EXPECT_FALSE(names.Contains("a.f"));
  EXPECT_FALSE(names.Contains("a.fs "));
  // 20 bytes are two names of 5 bytes, with 5 before each.
  EXPECT_EQ(names.Add("seven.b", HeaderIndex(7)).error(), Error::kCapacity);
  EXPECT_FALSE(names.Contains("seven.b"));
  EXPECT_TRUE(names.Add("six.fs", HeaderIndex(7)).ok());
  EXPECT_EQ(names.Add("", HeaderIndex(7)).error(), Error::kCapacity);
  EXPECT_TRUE(names.Contains("six.fs"));
}

TEST(IncludedNames, GoWithTheWordsThatWereThere) {
  std::array<char, 2000> storage{};
  IncludedNames names(storage);
  const std::string longest(255, 'n');
  EXPECT_TRUE(names.Add("first", HeaderIndex(0x01'02'03'04)).ok());
  EXPECT_TRUE(names.Add(longest, HeaderIndex(0xFE'DC'BA'98)).ok());
  EXPECT_TRUE(names.Add("last", HeaderIndex(0x01'02'03'05)).ok());
  names.Forget(HeaderIndex(0xFE'DC'BA'98));
  EXPECT_TRUE(names.Contains("first") && names.Contains(longest) && names.Contains("last"));
  names.Forget(HeaderIndex(0xFE'DC'BA'97));
  EXPECT_FALSE(names.Contains(longest));
  EXPECT_TRUE(names.Contains("first") && names.Contains("last"));
  names.Forget(HeaderIndex(0x01'02'03'04));
  EXPECT_FALSE(names.Contains("last"));
  EXPECT_TRUE(names.Contains("first"));
  // What they took is free again.
  for (int round = 0; round < 100; ++round) {
    EXPECT_TRUE(names.Add(longest, HeaderIndex(0x01'02'03'05)).ok());
    names.Forget(HeaderIndex(0x01'02'03'04));
  }
}

}  // namespace
}  // namespace starkernel::forthvm
