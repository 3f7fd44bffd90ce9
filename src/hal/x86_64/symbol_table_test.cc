#include "src/hal/x86_64/symbol_table.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/hal/x86_64/symbol_table_bytes.h"

namespace starkernel::hal {
namespace {

std::string NameAt(const SymbolTable& table, std::uint32_t address) {
  const std::optional<SymbolTable::Match> match = table.Lookup(address);
  if (!match.has_value()) {
    return "nothing";
  }
  std::string name;
  for (const std::byte character : match->name) {
    name += static_cast<char>(character);
  }
  return name + "+" + std::to_string(match->offset);
}

TEST(SymbolTable, FindsTheFunctionAroundAnAddress) {
  SymbolBytes bytes({{0x1000, 0x10, "a"}, {0x1010, 0x20, "bb"}, {0x2000, 0, "assembly"}});
  const SymbolTable table = SymbolTable::FromSection(bytes.bytes()).value();
  EXPECT_EQ(table.size(), 3U);
  EXPECT_EQ(NameAt(table, 0xFFF), "nothing");
  EXPECT_EQ(NameAt(table, 0x1000), "a+0");
  EXPECT_EQ(NameAt(table, 0x100F), "a+15");
  EXPECT_EQ(NameAt(table, 0x1010), "bb+0");
  EXPECT_EQ(NameAt(table, 0x102F), "bb+31");
  EXPECT_EQ(NameAt(table, 0x1030), "nothing");
  EXPECT_EQ(NameAt(table, 0x2345), "assembly+837");
}

TEST(SymbolTable, AnEmptyTableFindsNothing) {
  SymbolBytes bytes({});
  EXPECT_EQ(NameAt(SymbolTable::FromSection(bytes.bytes()).value(), 0), "nothing");
  EXPECT_EQ(NameAt(SymbolTable(), 0x1000), "nothing");
}

TEST(SymbolTable, RefusesASectionThatIsNotOne) {
  SymbolBytes bytes({{0x1000, 0x10, "a"}});
  EXPECT_EQ(SymbolTable::FromSection(bytes.bytes().first(7)).error(), Error::kCorrupt);
  EXPECT_EQ(SymbolTable::FromSection(bytes.bytes().first(19)).error(), Error::kCorrupt);
  EXPECT_TRUE(SymbolTable::FromSection(bytes.bytes().first(20)).ok());
  bytes.bytes()[0] ^= std::byte{1};
  EXPECT_EQ(SymbolTable::FromSection(bytes.bytes()).error(), Error::kCorrupt);
}

TEST(SymbolTable, ANameOutsideTheSectionIsNotShown) {
  SymbolBytes bytes({{0x1000, 0x10, "abc"}});
  const SymbolTable table = SymbolTable::FromSection(bytes.bytes()).value();
  EXPECT_EQ(NameAt(table, 0x1000), "abc+0");
  ASSERT_TRUE(WriteLittleEndian(bytes.bytes(), 16, PackName(20, 4)).ok());
  EXPECT_EQ(NameAt(table, 0x1000), "nothing");
}

}  // namespace
}  // namespace starkernel::hal
