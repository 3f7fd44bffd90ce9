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
  return std::string(match->name.view()) + "+" + std::to_string(match->offset);
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
  for (std::size_t size = 0; size < bytes.bytes().size(); ++size) {
    EXPECT_EQ(SymbolTable::FromSection(bytes.bytes().first(size)).error(), Error::kCorrupt) << size;
  }
  EXPECT_TRUE(SymbolTable::FromSection(bytes.bytes()).ok());
  bytes.bytes()[0] ^= std::byte{1};
  EXPECT_EQ(SymbolTable::FromSection(bytes.bytes()).error(), Error::kCorrupt);
}

TEST(SymbolTable, ANameHasSoManyCharacters) {
  const std::string longest(kLongestSymbolName, 'n');
  SymbolBytes bytes({{0x1000, 0x10, longest}, {0x1010, 0x10, longest + "n"}});
  const SymbolTable table = SymbolTable::FromSection(bytes.bytes()).value();
  EXPECT_EQ(NameAt(table, 0x1000), longest + "+0");
  EXPECT_EQ(NameAt(table, 0x1010), "nothing");
}

TEST(SymbolTable, ANumberHasThirtyTwoBits) {
  SymbolBytes largest({{UINT32_MAX, 0, "a"}});
  EXPECT_EQ(NameAt(SymbolTable::FromSection(largest.bytes()).value(), UINT32_MAX), "a+0");
  largest.bytes()[kSymbolTableHeaderBytes + 4] = std::byte{0x1F};
  EXPECT_EQ(SymbolTable::FromSection(largest.bytes()).error(), Error::kCorrupt);
  largest.bytes()[kSymbolTableHeaderBytes + 4] = std::byte{0x8F};
  EXPECT_EQ(SymbolTable::FromSection(largest.bytes()).error(), Error::kCorrupt);
}

TEST(SymbolTable, ANameThatIsNotPackedIsNotShown) {
  SymbolBytes bytes({{0x1000, 0x10, "ab"}});
  const SymbolTable table = SymbolTable::FromSection(bytes.bytes()).value();
  EXPECT_EQ(NameAt(table, 0x1000), "ab+0");
  bytes.bytes().back() = std::byte{0x10};  // A pair, of which there are none.
  EXPECT_EQ(NameAt(table, 0x1000), "nothing");
}

}  // namespace
}  // namespace starkernel::hal
