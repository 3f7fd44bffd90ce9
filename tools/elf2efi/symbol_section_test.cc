#include "tools/elf2efi/symbol_section.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "src/hal/x86_64/symbol_table.h"

namespace starkernel::elf2efi {
namespace {

TEST(SymbolSection, CutsLongNames) {
  const std::string longest(hal::kLongestSymbolName, 'n');
  EXPECT_EQ(ReadableName(longest), longest);
  const std::string cut = ReadableName(longest + "n");
  EXPECT_EQ(cut.size(), hal::kLongestSymbolName);
  EXPECT_TRUE(cut.ends_with("nnn..."));
}

TEST(SymbolSection, LeavesNamesAloneThatAreNotMangled) {
  EXPECT_EQ(ReadableName("memcpy"), "memcpy");
  EXPECT_EQ(ReadableName("_Zbroken"), "_Zbroken");
}

TEST(SymbolSection, NamesFunctionsAsShortlyAsTheyCanBeToldApart) {
  EXPECT_EQ(ReadableName("_ZN3foo3BarEi"), "foo::Bar");
  EXPECT_EQ(ReadableName("_ZN10starkernel3foo12_GLOBAL__N_13BarEi"), "foo::Bar");
  EXPECT_EQ(ReadableName("_ZN3fooclEi"), "foo::operator()");
  EXPECT_EQ(ReadableName("_ZN3fooltEi"), "foo::operator<");
  EXPECT_EQ(ReadableName("_Z3fooIXadL_Z3barvEEEvi"), "foo<&bar()>");
}

TEST(SymbolSection, KeepsTheLargestFunctionOfAnAddress) {
  const std::vector<std::byte> bytes =
      BuildSymbolSection({{.address = 0x20, .size = 4, .name = "c"},
                          {.address = 0x10, .size = 1, .name = "x"},
                          {.address = 0x10, .size = 8, .name = "b"},
                          {.address = 0x10, .size = 8, .name = "a"}});
  const hal::SymbolTable table = hal::SymbolTable::FromSection(bytes).value();
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(table.Lookup(0x17).value().name, "a");
  EXPECT_EQ(table.Lookup(0x23).value().name, "c");
  EXPECT_FALSE(table.Lookup(0x18).has_value());
}

TEST(SymbolSection, AFunctionEndsWhereAnotherBeginsWithinIt) {
  const std::vector<std::byte> bytes =
      BuildSymbolSection({{.address = 0x10, .size = 0x30, .name = "outer"},
                          {.address = 0x20, .size = 4, .name = "inner"},
                          {.address = 0x1234567, .size = 0x89ABC, .name = "inner"}});
  const hal::SymbolTable table = hal::SymbolTable::FromSection(bytes).value();
  EXPECT_EQ(table.Lookup(0x1F).value().name, "outer");
  EXPECT_EQ(table.Lookup(0x23).value().name, "inner");
  EXPECT_FALSE(table.Lookup(0x24).has_value());
  EXPECT_FALSE(table.Lookup(0x1234566).has_value());
  EXPECT_EQ(table.Lookup(0x1234567 + 0x89ABB).value().name, "inner");
  EXPECT_EQ(table.Lookup(0x1234567 + 0x89ABB).value().offset, 0x89ABBU);
  EXPECT_FALSE(table.Lookup(0x1234567 + 0x89ABC).has_value());
}

TEST(SymbolSection, HasNoTypeMarks) {
  const std::vector<std::byte> bytes =
      BuildSymbolSection({{.address = 0x10, .size = 16, .name = "__cfi_main"},
                          {.address = 0x20, .size = 4, .name = "main"}});
  const hal::SymbolTable table = hal::SymbolTable::FromSection(bytes).value();
  EXPECT_EQ(table.size(), 1U);
  EXPECT_FALSE(table.Lookup(0x10).has_value());
  EXPECT_TRUE(table.Lookup(0x20).has_value());
}

}  // namespace
}  // namespace starkernel::elf2efi
