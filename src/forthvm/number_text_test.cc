#include "src/forthvm/number_text.h"

#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/wide.h"

namespace starkernel::forthvm {
namespace {

void ExpectSingle(std::string_view token, unsigned base, Cell value) {
  const NumberParse parsed = ParseNumber(token, base);
  EXPECT_EQ(parsed.kind, NumberParse::Kind::kSingle) << token;
  EXPECT_EQ(Signed(parsed.value.low), value) << token;
}
void ExpectKind(std::string_view token, NumberParse::Kind kind) {
  EXPECT_EQ(ParseNumber(token, 10).kind, kind) << token;
}

TEST(NumberText, PrefixesChooseTheBase) {
  ExpectSingle("42", 10, 42);
  ExpectSingle("-42", 10, -42);
  ExpectSingle("ff", 16, 255);
  ExpectSingle("$fF", 10, 255);
  ExpectSingle("#10", 16, 10);
  ExpectSingle("%101", 10, 5);
  ExpectSingle("$-1", 10, -1);
  ExpectSingle("-$1", 10, -1);
  ExpectSingle("'A'", 10, 65);
  ExpectSingle("'''", 10, 39);
  ExpectSingle("z", 36, 35);
}

TEST(NumberText, WhatIsNoNumber) {
  for (const std::string_view token :
       {"", "-", "$", "--1", "1-", "1.5", ".", "-.", "'ab'", "''", "9a", "%2", "+1"}) {
    ExpectKind(token, NumberParse::Kind::kNone);
  }
}

TEST(NumberText, BothSidesOfEveryBound) {
  ExpectSingle("18446744073709551615", 10, -1);
  ExpectKind("18446744073709551616", NumberParse::Kind::kOutOfRange);
  ExpectSingle("-9223372036854775808", 10, std::numeric_limits<Cell>::min());
  ExpectKind("-9223372036854775809", NumberParse::Kind::kOutOfRange);
  ExpectKind("340282366920938463463374607431768211455.", NumberParse::Kind::kDouble);
  ExpectKind("340282366920938463463374607431768211456.", NumberParse::Kind::kOutOfRange);
  ExpectKind("999999999999999999999999999999999999999999.", NumberParse::Kind::kOutOfRange);
}

TEST(NumberText, WhatIsPrintedReadsBackTheSame) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 20'000; ++round) {
    const Wide value{random(), random() >> (random() % 64)};
    const auto base = static_cast<unsigned>(2 + random() % 35);
    const std::string token = std::string(NumberText::Signed(value, base).view()) + ".";
    const NumberParse parsed = ParseNumber(token, base);
    ASSERT_EQ(parsed.kind, NumberParse::Kind::kDouble) << token;
    EXPECT_EQ(parsed.value, value) << token;
  }
}

}  // namespace
}  // namespace starkernel::forthvm
