#include "tests/boot/transcript_check.h"

#include <array>

#include "gtest/gtest.h"

namespace starkernel::tests {
namespace {

Expectation Text(std::string wanted) { return {Expectation::Kind::kText, std::move(wanted)}; }
Expectation Regex(std::string wanted) { return {Expectation::Kind::kRegex, std::move(wanted)}; }

TEST(CountMet, NothingExpectedIsAlwaysMet) { EXPECT_EQ(CountMet({}, ""), 0U); }

TEST(CountMet, OrderCounts) {
  const std::array<Expectation, 2> forward = {Text("one"), Text("two")};
  EXPECT_EQ(CountMet(forward, "one two"), 2U);
  EXPECT_EQ(CountMet(forward, "two one"), 1U);
  EXPECT_EQ(CountMet(forward, "two"), 0U);
}

TEST(CountMet, OneOccurrenceMeetsOneExpectation) {
  const std::array<Expectation, 2> twice = {Text("ok"), Text("ok")};
  EXPECT_EQ(CountMet(twice, "ok"), 1U);
  EXPECT_EQ(CountMet(twice, "ok ok"), 2U);
}

TEST(CountMet, RegularExpressions) {
  const std::array<Expectation, 2> wanted = {Regex("\\(THROW -[0-9]+\\)"), Text("2 ok")};
  EXPECT_EQ(CountMet(wanted, "? undefined word: X (THROW -13)\n1 1 + . 2 ok\n"), 2U);
  EXPECT_EQ(CountMet(wanted, "? undefined word: X (THROW 13)\n1 1 + . 2 ok\n"), 0U);
  EXPECT_EQ(CountMet(wanted, "2 ok (THROW -13)"), 1U);
}

TEST(AfterBootLines, StartsBehindTheLastOne) {
  EXPECT_EQ(AfterBootLines("StarKernel 1\nVM arbiter loop entered\n1 . 1 ok\n"), "1 . 1 ok\n");
  EXPECT_EQ(AfterBootLines("VM arbiter loop entered\n"), "");
  EXPECT_EQ(AfterBootLines("VM arbiter loop entered: 12 cycles\nok\n"), "ok\n");
  EXPECT_FALSE(AfterBootLines("VM arbiter loop entered: 12 cyc").has_value());
  EXPECT_FALSE(AfterBootLines("StarKernel 1\n").has_value());
}

TEST(SelfTestIn, GoesFromItsTableToTheLastPacket) {
  EXPECT_EQ(SelfTestIn("boot POST 1\nPOST  cases\nx 1\nPARITY:1\nPARITY:2\nbye\n"),
            "POST  cases\nx 1\nPARITY:1\nPARITY:2\n");
  EXPECT_EQ(SelfTestIn("a\nPARITY:1\nb\nPARITY:2"), "PARITY:1\nb\nPARITY:2");
  EXPECT_EQ(SelfTestIn("a\nPARITY:1\nPOST \n"), "PARITY:1\n");
  EXPECT_EQ(SelfTestIn("POST  cases\nx 1\n"), "");
  EXPECT_EQ(SelfTestIn("a PARITY:1\n"), "");
  EXPECT_EQ(SelfTestIn(""), "");
}

TEST(AfterPackets, BeginsBehindTheLastOne) {
  EXPECT_EQ(AfterPackets("PARITY:1\nPARITY:2\nok\n"), "ok\n");
  EXPECT_EQ(AfterPackets("PARITY:1\nok PARITY:3\n"), "ok PARITY:3\n");
  EXPECT_EQ(AfterPackets("PARITY:1"), "");
  EXPECT_EQ(AfterPackets("ok\n"), "ok\n");
}

TEST(FirstDifferentLine, CountsFromOne) {
  EXPECT_EQ(FirstDifferentLine("a\nb\n", "a\nb\n"), 0U);
  EXPECT_EQ(FirstDifferentLine("a\nb\n", "a\nc\n"), 2U);
  EXPECT_EQ(FirstDifferentLine("x", "y"), 1U);
  EXPECT_EQ(FirstDifferentLine("a\n", "a\nb\n"), 2U);
}

}  // namespace
}  // namespace starkernel::tests
