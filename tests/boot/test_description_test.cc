#include "tests/boot/test_description.h"

#include "gtest/gtest.h"

namespace starkernel::tests {
namespace {

std::string ErrorOf(std::string_view text) {
  const auto parsed = ParseDescription(text);
  return parsed ? "accepted" : parsed.error();
}

TEST(ParseDescription, ReadsEveryKey) {
  const auto parsed = ParseDescription(
      "qemu_boot starkernel/tools/qemu_boot/qemu_boot\n"
      "hosted starkernel/starkernel_hosted\n"
      "hosted_argument --memory\n"
      "hosted_argument 8M\n"
      "image starkernel/tests/disk.img\n"
      "file starkernel/tests/a.fs a b.fs\n"
      "module starkernel/tests/m.fs m.fs\n"
      "argument --drill\n"
      "argument divide\n"
      "packets yes\n"
      "input 1 2 + .\\nBYE\\n\n"
      "expect 3 ok\n"
      "expect_regex \\\\(THROW -[0-9]+\\\\)\n"
      "forbid NEVER\n"
      "expect_error time-out\n"
      "said starkernel/tests/a.expected\n"
      "said starkernel/tests/b.expected\n"
      "said_last ok\\nBYE\\n\n"
      "status 124\n"
      "timeout 7\n");
  ASSERT_TRUE(parsed.has_value()) << parsed.error();
  EXPECT_EQ(parsed->qemu_boot, "starkernel/tools/qemu_boot/qemu_boot");
  EXPECT_EQ(parsed->hosted, "starkernel/starkernel_hosted");
  EXPECT_EQ(parsed->hosted_arguments, (std::vector<std::string>{"--memory", "8M"}));
  EXPECT_EQ(parsed->image, "starkernel/tests/disk.img");
  EXPECT_EQ(parsed->sources,
            (std::vector<SourceRunfile>{{"starkernel/tests/a.fs", "a b.fs", true},
                                        {"starkernel/tests/m.fs", "m.fs", false}}));
  EXPECT_EQ(parsed->arguments, (std::vector<std::string>{"--drill", "divide"}));
  EXPECT_TRUE(parsed->packets);
  EXPECT_EQ(parsed->input, "1 2 + .\nBYE\n");
  EXPECT_EQ(parsed->expectations,
            (std::vector<Expectation>{{Expectation::Kind::kText, "3 ok"},
                                      {Expectation::Kind::kRegex, "\\(THROW -[0-9]+\\)"}}));
  EXPECT_EQ(parsed->forbidden, (std::vector<std::string>{"NEVER"}));
  EXPECT_EQ(parsed->expected_errors, (std::vector<std::string>{"time-out"}));
  EXPECT_EQ(parsed->said, (std::vector<std::string>{"starkernel/tests/a.expected",
                                                    "starkernel/tests/b.expected"}));
  EXPECT_EQ(parsed->said_last, "ok\nBYE\n");
  EXPECT_EQ(parsed->status, 124);
  EXPECT_EQ(parsed->timeout_seconds, 7U);
}

TEST(ParseDescription, TakesEitherMachine) {
  EXPECT_EQ(ErrorOf("qemu_boot q"), "accepted");
  EXPECT_EQ(ErrorOf("hosted h"), "accepted");
  EXPECT_EQ(ErrorOf("status 0"), "the test's description names no machine");
}

TEST(ParseDescription, NamesTheBadLine) {
  EXPECT_EQ(ErrorOf("qemu_boot q\ncolour red\n"), "bad line in the test's description: colour red");
  EXPECT_EQ(ErrorOf("qemu_boot"), "bad line in the test's description: qemu_boot");
  EXPECT_EQ(ErrorOf("qemu_boot q\nstatus x"), "bad line in the test's description: status x");
  EXPECT_EQ(ErrorOf("qemu_boot q\nfile only"), "bad line in the test's description: file only");
  EXPECT_EQ(ErrorOf(""), "the test's description names no machine");
}

}  // namespace
}  // namespace starkernel::tests
