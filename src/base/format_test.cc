#include "src/base/format.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "src/base/addresses.h"
#include "src/base/checked_integer.h"
#include "src/base/format_argument.h"
#include "src/base/format_specification.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

struct Point {
  int x = 0;
  int y = 0;
};

void FormatValue(TextWriter& writer, const Point& point) {
  Format(writer, "({}, {})", point.x, point.y);
}

template <typename... Arguments>
std::string Formatted(std::type_identity_t<FormatString<std::remove_cvref_t<Arguments>...>> format,
                      const Arguments&... arguments) {
  TextCollector collector;
  TextWriter writer(collector);
  Format(writer, format, arguments...);
  return collector.text();
}

TEST(FormatTest, CopiesTextAndReplacesFieldsInOrder) {
  EXPECT_EQ(Formatted(""), "");
  EXPECT_EQ(Formatted("plain\n"), "plain\n");
  EXPECT_EQ(Formatted("{}{}-{}.", 1, 'b', "three"), "1b-three.");
  EXPECT_EQ(Formatted("{{}} {{{}}}", 7), "{} {7}");
}

TEST(FormatTest, ShowsEveryKindOfArgument) {
  EXPECT_EQ(Formatted("{} {}", true, false), "true false");
  EXPECT_EQ(Formatted("{} {}", std::string_view("view"), std::string("text")), "view text");
  EXPECT_EQ(Formatted("{}", std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(Formatted("{} {}", std::numeric_limits<std::int64_t>::min(), std::int8_t{-128}),
            "-9223372036854775808 -128");
  EXPECT_EQ(Formatted("{} {}", std::uint8_t{65}, 'A'), "65 A");
  EXPECT_EQ(Formatted("{}", Point{1, -2}), "(1, -2)");
}

TEST(FormatTest, ShowsNumbersByTheirMeaning) {
  EXPECT_EQ(Formatted("{} {} {}", PhysAddr(0xABC), VirtAddr(0), GuestAddr(4096)),
            "0xabc 0x0 0x1000");
  EXPECT_EQ(Formatted("{} {} {}", ByteCount(4096), PageCount(3), VmId(7)), "4096 3 7");
  EXPECT_EQ(Formatted("{} {:x}", FrameNumber(255), FrameNumber(255)), "255 ff");
  EXPECT_EQ(Formatted("{:018} {:d}", PhysAddr(0xABC), PhysAddr(10)), "0x0000000000000abc 10");
  EXPECT_EQ(Formatted("{}", CheckedInteger<std::int32_t>(-5)), "-5");
}

TEST(FormatTest, ShowsHexadecimalNumbers) {
  EXPECT_EQ(Formatted("{:x} {:#x} {:#06x} {:04x}", 255, 255, 255, 255), "ff 0xff 0x00ff 00ff");
  EXPECT_EQ(Formatted("{:#018x}", std::numeric_limits<std::uint64_t>::max()), "0xffffffffffffffff");
  EXPECT_EQ(Formatted("{:x} {:#05x}", -255, -1), "-ff -0x01");
}

TEST(FormatTest, FillsToTheWidth) {
  EXPECT_EQ(Formatted("[{:5}] [{:5}]", 42, "ab"), "[   42] [ab   ]");
  EXPECT_EQ(Formatted("[{:<5}] [{:>5}] [{:^5}]", 42, "ab", 'c'), "[42   ] [   ab] [  c  ]");
  EXPECT_EQ(Formatted("[{:*^6}] [{:->4}]", "abc", 7), "[*abc**] [---7]");
  EXPECT_EQ(Formatted("[{:05}] [{:05}]", 42, -42), "[00042] [-0042]");
  EXPECT_EQ(Formatted("[{:2}] [{:1}]", 12345, "long"), "[12345] [long]");
  EXPECT_EQ(Formatted("[{:>8}] [{:8}]", Point{1, 2}, Point{3, 4}), "[  (1, 2)] [(3, 4)  ]");
  EXPECT_EQ(Formatted("{:128}", 1).size(), 128U);
}

TEST(FormatTest, WritesBehindWhatIsThere) {
  TextCollector collector;
  TextWriter writer(collector);
  Format(writer.Text("a "), "{}", 1).Text(" z");
  EXPECT_EQ(collector.text(), "a 1 z");
}

// What FormatString refuses when it is compiled.
constexpr bool Malformed(std::string_view format) {
  while (!format.empty()) {
    if (TakeFormatPiece(format).kind == FormatPiece::Kind::kMalformed) {
      return true;
    }
  }
  return false;
}
static_assert(Malformed("{") && Malformed("}") && Malformed("a{:}") && Malformed("{0}"));
static_assert(Malformed("{:y}") && Malformed("{:5x5}") && Malformed("{:<05}") && Malformed("{:x"));
static_assert(Malformed("{:129}") && !Malformed("{:128}") && Malformed("{:99999999999999999999}"));
static_assert(!Malformed("{{") && !Malformed("}}") && !Malformed("{:#0128x}"));
static_assert(!ParseFormatSpecification("*>8")->ForNumbers());
static_assert(ParseFormatSpecification("#x")->ForNumbers());
static_assert(!CustomFormatted<int> && CustomFormatted<Point>);

}  // namespace
}  // namespace starkernel
