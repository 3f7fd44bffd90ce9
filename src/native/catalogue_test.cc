#include "src/native/catalogue.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "src/native/native_records.h"

namespace starkernel::native {
namespace {

constexpr std::uint32_t kFirstId = 700;
constexpr std::size_t kMost = 16;

struct Storage {
  std::vector<Definition> definitions = std::vector<Definition>(kMost);
  std::vector<Entry> entries = std::vector<Entry>(kMost);
  std::vector<std::uint32_t> returns = std::vector<std::uint32_t>(kMost);
  std::vector<std::uint32_t> begins = std::vector<std::uint32_t>(kMost);

  [[nodiscard]] Records records() [[clang::lifetimebound]] {
    return {.definitions = definitions, .entries = entries, .returns = returns, .begins = begins};
  }
};

/// Has records lie in other storage from the next definition on.
class Mover final : public RecordKeeper {
 public:
  explicit Mover(Storage& from) : from_(from) {}
  bool Provide(const Counts& /*counts*/, Records& records) override {
    to = from_;
    from_ = Storage();
    records = to.records();
    return true;
  }
  Storage to;

 private:
  Storage& from_;
};

std::uint32_t IdOf(std::uint32_t word) { return kFirstId + word; }

/// A definition of 8 instructions with an entry at its beginning, and one behind a call.
void Define(Catalogue& catalogue, std::uint32_t number) {
  const std::uint32_t position = 1000 + number * 8;
  const std::uint32_t offset = 16 + number * 64;
  ASSERT_TRUE(catalogue.Begin(number, kFirstId + number));
  ASSERT_TRUE(catalogue.AddEntry({.position = position, .offset = offset, .parked = {}}));
  ASSERT_TRUE(catalogue.AddEntry({.position = position + 3, .offset = offset + 20, .parked = {}}));
  ASSERT_TRUE(catalogue.AddReturn());
  Definition definition = catalogue.open();
  definition.begin = offset;
  catalogue.Finish(definition);
}

TEST(Catalogue, FindsEntriesAndReturnsAgainAndAgain) {
  Storage storage;
  Catalogue catalogue(storage.records(), kFirstId);
  constexpr std::uint32_t kDefinitions = 8;
  for (std::uint32_t number = 0; number < kDefinitions; ++number) {
    Define(catalogue, number);
  }
  for (std::uint32_t look = 0; look < 3 * kDefinitions; ++look) {
    const std::uint32_t number = look % kDefinitions;
    const Point begin = catalogue.FindPoint(1000 + number * 8, number, IdOf);
    ASSERT_NE(begin.entry, nullptr);
    EXPECT_EQ(begin.entry->offset, 16 + number * 64);
    EXPECT_EQ(begin.definition->word, number);
    const Point back = catalogue.FindReturn(16 + number * 64 + 20);
    ASSERT_NE(back.entry, nullptr);
    EXPECT_EQ(back.entry->position, 1003 + number * 8);
    EXPECT_TRUE(back.entry->is_return);
    EXPECT_EQ(catalogue.FindPoint(1001 + number * 8, number, IdOf).entry, nullptr);
    // What is found is of that word alone: another may execute its instructions.
    const std::uint32_t other = (number + 1) % kDefinitions;
    EXPECT_EQ(catalogue.FindPoint(1000 + number * 8, other, IdOf).entry, nullptr);
  }
}

TEST(Catalogue, FindsNothingThatWasForgotten) {
  Storage storage;
  Catalogue catalogue(storage.records(), kFirstId);
  Define(catalogue, 0);
  Define(catalogue, 1);
  EXPECT_NE(catalogue.FindPoint(1008, 1, IdOf).entry, nullptr);
  EXPECT_NE(catalogue.FindReturn(100).entry, nullptr);
  EXPECT_EQ(catalogue.Forget(1, 200, 1), 80U);
  EXPECT_EQ(catalogue.FindPoint(1008, 1, IdOf).entry, nullptr);
  EXPECT_DEATH(static_cast<void>(catalogue.FindReturn(100)), "");
  EXPECT_NE(catalogue.FindPoint(1000, 0, IdOf).entry, nullptr);
}

TEST(Catalogue, FindsWhatLiesWhereRecordsAreNow) {
  Storage storage;
  Mover mover(storage);
  Catalogue catalogue(storage.records(), kFirstId);
  Define(catalogue, 0);
  EXPECT_NE(catalogue.FindPoint(1000, 0, IdOf).entry, nullptr);
  EXPECT_NE(catalogue.FindReturn(36).entry, nullptr);
  ASSERT_TRUE(catalogue.MakeRoom(mover, kFirstId + 1, 8));
  const Point begin = catalogue.FindPoint(1000, 0, IdOf);
  EXPECT_EQ(begin.entry, mover.to.entries.data());
  EXPECT_EQ(begin.definition, mover.to.definitions.data());
  EXPECT_EQ(catalogue.FindReturn(36).definition, mover.to.definitions.data());
}

}  // namespace
}  // namespace starkernel::native
