// That SEE-CODE shows the machine code of a word, all of it and nothing else.
#include <cstddef>
#include <iomanip>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"
#include "src/native/native_harness.h"

namespace starkernel::native {
namespace {

using forthvm::VmHarness;

/// As SEE-CODE shows bytes: without what stands before them and behind them only so that
/// definitions are aligned.
std::string Shown(std::span<const std::byte> code, std::size_t most = 4096) {
  constexpr std::byte kNothing{0x90};
  constexpr std::size_t kInRow = 16;
  while (code.front() == kNothing) {
    code = code.subspan(1);
  }
  std::ostringstream text;
  text << std::hex << std::setfill(' ');
  for (std::size_t place = 0; place < code.size() && place < most; ++place) {
    if (place % kInRow == 0) {
      text << (place == 0 ? "" : "\n") << std::setw(5) << place << ' ';
    }
    text << ' ' << std::setfill('0') << std::setw(2) << std::to_integer<int>(code[place])
         << std::setfill(' ');
  }
  text << std::dec << "\n\\ " << code.size() << " bytes of machine code";
  if (code.size() > most) {
    text << ", " << code.size() - most << " not shown";
  }
  text << "\nok";
  return text.str();
}

class MachineCodeListing : public testing::Test {
 protected:
  /// Types a definition, and gives the code that was added for it.
  std::span<const std::byte> CodeOfNext(std::string_view definition) {
    const std::size_t before = native_.code().bytes().size();
    EXPECT_EQ(vm_.Answer(definition), "ok");
    return native_.code().bytes().subspan(before);
  }

  VmHarness vm_;
  NativeHarness native_{vm_.vm()};
};

TEST_F(MachineCodeListing, ShowsEachByteOfAWord) {
  CodeOfNext(": ONE 1 ;");
  const std::span<const std::byte> square = CodeOfNext(": SQUARE DUP * ;");
  // What is before it and what is behind it are not shown.
  CodeOfNext(": SUM 0 10 0 DO I + LOOP ;");
  EXPECT_GT(square.size(), 50U);
  EXPECT_EQ(vm_.Answer("SEE-CODE SQUARE"),
            "    0  DUP\n    1  *\n    2  EXIT\n\\ 3 instructions\n" + Shown(square));
}

TEST_F(MachineCodeListing, LeavesOutWhatIsTooLong) {
  CodeOfNext(": ONE 1 ;");
  std::string text = ": LONG";
  for (int count = 0; count < 300; ++count) {
    text += " @";
  }
  const std::size_t before = native_.code().bytes().size();
  constexpr std::size_t kLine = 60;
  for (; text.size() > kLine; text.erase(0, text.find(' ', kLine) + 1)) {
    vm_.Answer(text.substr(0, text.find(' ', kLine)));
  }
  EXPECT_EQ(vm_.Answer(text + " ;"), "ok");
  const std::span<const std::byte> code = native_.code().bytes().subspan(before);
  ASSERT_GT(code.size(), 4200U);
  EXPECT_TRUE(vm_.WholeAnswer("SEE-CODE LONG").ends_with("\n" + Shown(code)));
}

TEST_F(MachineCodeListing, ShowsNoneWhereThereIsNone) {
  EXPECT_EQ(vm_.Answer("SEE-CODE DUP"), "\\ 0 instructions\nok");
  EXPECT_EQ(vm_.Answer("CREATE DATA SEE-CODE DATA"), "\\ 0 instructions\nok");
  VmHarness interpreted;
  EXPECT_EQ(interpreted.Answer(": SQUARE DUP * ; SEE-CODE SQUARE"),
            "    0  DUP\n    1  *\n    2  EXIT\n\\ 3 instructions\nok");
}

}  // namespace
}  // namespace starkernel::native
