#include "src/base/fixed_string.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

FixedString<5> Make(std::string_view text) {
  FixedString<5> string;
  EXPECT_TRUE(string.Assign(text).ok());
  return string;
}

TEST(FixedStringTest, StartsEmpty) {
  const FixedString<5> string;
  EXPECT_EQ(string.view(), "");
  EXPECT_TRUE(string.empty());
  EXPECT_FALSE(string.full());
  EXPECT_EQ(string.room(), 5U);
  EXPECT_EQ(string.capacity(), 5U);
}

TEST(FixedStringTest, AppendsUpToItsCapacity) {
  FixedString<5> string;
  EXPECT_TRUE(string.Append("abc").ok());
  EXPECT_TRUE(string.Append("de").ok());
  EXPECT_EQ(string.view(), "abcde");
  EXPECT_TRUE(string.full());
  EXPECT_TRUE(string.Append("").ok());
  EXPECT_EQ(string.Append("f").error(), Error::kCapacity);
  EXPECT_EQ(string.view(), "abcde");
}

TEST(FixedStringTest, CutsWhatDoesNotFitAndSaysSo) {
  FixedString<5> string = Make("abc");
  EXPECT_EQ(string.Append("defg").error(), Error::kCapacity);
  EXPECT_EQ(string.view(), "abcde");
  EXPECT_EQ(string.Assign("uvwxyz").error(), Error::kCapacity);
  EXPECT_EQ(string.view(), "uvwxy");
}

TEST(FixedStringTest, HoldsEveryByte) {
  const std::string_view bytes("\0\xFF\0", 3);
  EXPECT_EQ(Make(bytes).view(), bytes);
}

TEST(FixedStringTest, InsertsAnywhereWithinTheText) {
  FixedString<5> string = Make("bd");
  EXPECT_TRUE(string.Insert(0, "a").ok());
  EXPECT_TRUE(string.Insert(2, "c").ok());
  EXPECT_TRUE(string.Insert(4, "e").ok());
  EXPECT_EQ(string.view(), "abcde");
}

TEST(FixedStringTest, AnInsertionThatDoesNotFitChangesNothing) {
  FixedString<5> string = Make("abc");
  EXPECT_EQ(string.Insert(1, "xyz").error(), Error::kCapacity);
  EXPECT_EQ(string.view(), "abc");
  EXPECT_TRUE(string.Insert(1, "xy").ok());
  EXPECT_EQ(string.view(), "axybc");
}

TEST(FixedStringTest, ErasesAnywhereWithinTheText) {
  FixedString<5> string = Make("abcde");
  string.Erase(1, 2);
  EXPECT_EQ(string.view(), "ade");
  string.Erase(2, 1);
  EXPECT_EQ(string.view(), "ad");
  string.Erase(2, 0);
  string.Erase(0, 2);
  EXPECT_EQ(string.view(), "");
}

TEST(FixedStringTest, PositionsBeyondTheTextPanic) {
  FixedString<5> string = Make("abc");
  EXPECT_PANIC(static_cast<void>(string.Insert(4, "")), "insertion beyond the end of a string");
  EXPECT_PANIC(string.Erase(4, 0), "erasure beyond the end of a string");
  EXPECT_PANIC(string.Erase(1, 3), "erasure beyond the end of a string");
  EXPECT_PANIC(string.Erase(1, ~std::size_t{0}), "erasure beyond the end of a string");
}

TEST(FixedStringTest, ComparesByTheTextAlone) {
  FixedString<5> string = Make("abcde");
  string.Erase(2, 3);
  EXPECT_TRUE(string == "ab");
  EXPECT_FALSE(string == "abc");
  string.Clear();
  EXPECT_TRUE(string == "");
}

TEST(FixedStringTest, DoesWhatAStringDoes) {
  std::mt19937 random(20261120);
  FixedString<32> subject;
  std::string model;
  const std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  for (int step = 0; step < 5000; ++step) {
    const std::string_view text = letters.substr(random() % 20, random() % 7);
    const std::size_t position = random() % (model.size() + 1);
    if (random() % 2 == 0) {
      const bool fits = model.size() + text.size() <= subject.capacity();
      ASSERT_EQ(subject.Insert(position, text).ok(), fits);
      model.insert(position, fits ? text : "");
    } else {
      const std::size_t count = random() % (model.size() - position + 1);
      subject.Erase(position, count);
      model.erase(position, count);
    }
    ASSERT_EQ(subject.view(), model);
  }
}

}  // namespace
}  // namespace starkernel
