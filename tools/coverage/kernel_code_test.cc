#include "tools/coverage/kernel_code.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "tools/coverage/coverage_data.h"
#include "tools/coverage/execution_log.h"
#include "tools/coverage/guest_lines.h"

namespace starkernel::tools {
namespace {

TEST(KernelCode, AddressesOfInstructionsAreRead) {
  std::istringstream disassembly(
      "\nk.elf:\tfile format elf64-x86-64\n\nDisassembly of section .text:\n\n"
      "000000000001a450 <interrupt_entries>:\n"
      "   1a450:      \tpushq\t$0x0\n"
      "   1a452:      \tjmp\t0x1b449 <interrupt_common>\n"
      "   1a454:      \tnopl\t(%rax)\n"
      "   1a45f:      \tint3\n"
      "   1a460:      \tud1l\t0x10(%eax), %eax\n"
      "   1a464:      \tud2\n"
      "  11a460:      \tretq\n");
  EXPECT_EQ(InstructionAddresses(disassembly),
            (std::vector<std::uint64_t>{0x1a450, 0x1a452, 0x1a464, 0x11a460}));
}

TEST(KernelCode, PlacesAreParsed) {
  EXPECT_EQ(ParsePlace(1, "././src/a.h:92"), (Instruction{1, "src/a.h", 92}));
  EXPECT_EQ(ParsePlace(2, "/proc/self/cwd/external/b:7 (discriminator 2)"),
            (Instruction{2, "external/b", 7}));
  EXPECT_EQ(ParsePlace(3, "??:0"), (Instruction{3, "??", 0}));
  EXPECT_EQ(ParsePlace(4, ""), (Instruction{4, "", 0}));
}

TEST(KernelCode, RangeCoversTheCode) {
  const AddressRange range = RangeOf({{0x10, "a", 1}, {0x20, "a", 2}}, 0x1000);
  EXPECT_FALSE(range.Contains(0x100F));
  EXPECT_TRUE(range.Contains(0x1010));
  EXPECT_TRUE(range.Contains(0x1020));
  EXPECT_FALSE(range.Contains(0x1021));
  EXPECT_FALSE(RangeOf({}, 0x1000).Contains(0x1000));
}

TEST(GuestLines, ALineRanIfOneOfItsInstructionsDid) {
  const KernelCode code = {{0x10, "src/a.cc", 1},
                           {0x12, "src/a.cc", 1},
                           {0x14, "src/a.cc", 0},
                           {0x16, "src/a.cc", 2},
                           {0x18, "src/b.h", 1}};
  CoverageData data;
  AddGuestLines(code, {0x1012, 0x1014}, 0x1000, data);
  AddGuestLines(code, {0x2010, 0x2012}, 0x2000, data);
  EXPECT_EQ(data, (CoverageData{{"src/a.cc", {.lines = {{1, 2}, {2, 0}}, .functions = {}}},
                                {"src/b.h", {.lines = {{1, 0}}, .functions = {}}}}));
}

}  // namespace
}  // namespace starkernel::tools
