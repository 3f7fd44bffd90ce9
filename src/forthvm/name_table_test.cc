#include "src/forthvm/name_table.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

#include "gtest/gtest.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// A table of eight slots, and the hashes of its words by their places.
class NameTableTest : public testing::Test {
 protected:
  NameSlot Slot(std::uint64_t hash, std::uint32_t word) {
    return table_.Find(hash, [this, word](HeaderIndex found) {
      ++asked_;
      return found.value() == word;
    });
  }
  void Put(std::uint32_t word, std::uint64_t hash) {
    hashes_[word] = hash;
    table_.Put(Slot(hash, word), hash, HeaderIndex(word));
  }
  void Erase(std::uint32_t word) {
    table_.Erase(Slot(hashes_[word], word),
                 [this](HeaderIndex moved) { return hashes_[moved.value()]; });
    hashes_.erase(word);
  }
  void ExpectAllFound() {
    for (const auto [word, hash] : hashes_) {
      EXPECT_EQ(table_.WordAt(Slot(hash, word)), HeaderIndex(word)) << word;
    }
  }

  std::array<std::uint32_t, 8> slots_{};
  NameTable table_{slots_};
  std::map<std::uint32_t, std::uint64_t> hashes_;
  int asked_ = 0;
};

TEST_F(NameTableTest, FindsFreeSlotsForWhatIsNotThere) {
  EXPECT_EQ(Slot(6, 1), NameSlot(6));
  EXPECT_EQ(table_.WordAt(Slot(6, 1)), HeaderIndex(0));
  Put(1, 6);
  EXPECT_EQ(Slot(6, 2), NameSlot(7));
  EXPECT_EQ(table_.WordAt(Slot(6, 2)), HeaderIndex(0));
  ExpectAllFound();
}

TEST_F(NameTableTest, HoldsTheGreatestPlace) {
  Put(NameTable::kGreatestPlace, 0xffff'0000'0000'0007);
  ExpectAllFound();
}

TEST_F(NameTableTest, ErasingMovesUpWhatHadToMakeWay) {
  // Those at home in 6 go on to 7, 0 and 1 and push one of 0 to 2.
  for (std::uint32_t word = 1; word <= 4; ++word) {
    Put(word, 6 + (std::uint64_t{word} << 48U));
  }
  Put(5, 0);
  Put(6, 4);
  ExpectAllFound();
  EXPECT_EQ(Slot(0, 5), NameSlot(2));
  Erase(2);
  ExpectAllFound();
  EXPECT_EQ(Slot(0, 5), NameSlot(1));
  Erase(1);
  ExpectAllFound();
  EXPECT_EQ(Slot(0, 5), NameSlot(0));
  Erase(4);
  ExpectAllFound();
  EXPECT_EQ(Slot(0, 5), NameSlot(0));
  Erase(3);
  Erase(5);
  Erase(6);
  EXPECT_EQ(slots_, (std::array<std::uint32_t, 8>{}));
}

TEST_F(NameTableTest, OtherBitsOfTheHashAreComparedBeforeNames) {
  Put(1, 3 + (std::uint64_t{1} << 48U));
  asked_ = 0;
  EXPECT_EQ(Slot(3 + (std::uint64_t{2} << 48U), 1), NameSlot(4));
  EXPECT_EQ(asked_, 0);
  EXPECT_EQ(Slot(3 + (std::uint64_t{1} << 48U), 1), NameSlot(3));
  EXPECT_EQ(asked_, 1);
}

TEST_F(NameTableTest, ANumberOfSlotsThatIsNoPowerOfTwoPanics) {
  EXPECT_DEATH(NameTable(std::span(slots_).first(6)), "");
}

}  // namespace
}  // namespace starkernel::forthvm
