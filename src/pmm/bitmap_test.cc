#include "src/pmm/bitmap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kBits = 256;

/// The obvious bitmap that the real one has to agree with.
class Model {
 public:
  void Assign(std::uint64_t first, std::uint64_t count, bool value) {
    for (std::uint64_t bit = first; bit < first + count; ++bit) {
      bits_.at(bit) = value;
    }
  }
  bool All(std::uint64_t first, std::uint64_t count, bool value) const {
    for (std::uint64_t bit = first; bit < first + count; ++bit) {
      if (bits_.at(bit) != value) {
        return false;
      }
    }
    return true;
  }
  std::optional<std::uint64_t> First(std::uint64_t from, std::uint64_t limit, bool value) const {
    for (std::uint64_t bit = from; bit < limit; ++bit) {
      if (bits_.at(bit) == value) {
        return bit;
      }
    }
    return std::nullopt;
  }
  std::optional<std::uint64_t> Run(std::uint64_t count, std::uint64_t alignment, std::uint64_t from,
                                   std::uint64_t limit) const {
    for (std::uint64_t bit = from; bit + count <= limit; ++bit) {
      if (bit % alignment == 0 && All(bit, count, true)) {
        return bit;
      }
    }
    return std::nullopt;
  }

 private:
  std::array<bool, kBits> bits_{};
};

TEST(BitmapTest, AgreesWithAModelOverRandomRanges) {
  std::array<std::uint64_t, kBits / 64> words{};
  Bitmap bitmap(words);
  Model model;
  std::mt19937_64 random(20240601);
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  for (int step = 0; step < 20000; ++step) {
    const std::uint64_t first = below(kBits + 1);
    const std::uint64_t count = below(std::min<std::uint64_t>(kBits - first, 80) + 1);
    const bool value = below(3) != 0;
    value ? bitmap.Set(first, count) : bitmap.Clear(first, count);
    model.Assign(first, count, value);

    const std::uint64_t from = below(kBits + 1);
    const std::uint64_t limit = from + below(kBits - from + 1);
    ASSERT_EQ(bitmap.AllSet(from, limit - from), model.All(from, limit - from, true));
    ASSERT_EQ(bitmap.AllClear(from, limit - from), model.All(from, limit - from, false));
    ASSERT_EQ(bitmap.FirstSet(from, limit), model.First(from, limit, true));
    ASSERT_EQ(bitmap.FirstClear(from, limit), model.First(from, limit, false));
    const std::uint64_t run = 1 + below(70);
    const std::uint64_t alignment = std::uint64_t{1} << below(7);
    ASSERT_EQ(bitmap.FindSetRun(run, alignment, from, limit),
              model.Run(run, alignment, from, limit))
        << run << " bits, alignment " << alignment << ", [" << from << ", " << limit << ")";
  }
}

TEST(BitmapTest, SizeIsInBits) {
  std::array<std::uint64_t, 3> words{};
  EXPECT_EQ(Bitmap(words).size(), 192U);
  EXPECT_EQ(Bitmap().size(), 0U);
}

TEST(BitmapTest, AnEmptyBitmapHoldsNothing) {
  EXPECT_EQ(Bitmap().FirstSet(0, 0), std::nullopt);
  EXPECT_EQ(Bitmap().FindSetRun(1, 1, 0, 0), std::nullopt);
}

TEST(BitmapDeathTest, RangesBeyondTheEndPanic) {
  std::array<std::uint64_t, 1> words{};
  Bitmap bitmap(words);
  bitmap.Set(0, 64);
  bitmap.Set(64, 0);
  EXPECT_DEATH(bitmap.Set(0, 65), "");
  EXPECT_DEATH(bitmap.Set(65, 0), "");
  EXPECT_DEATH(bitmap.Clear(1, ~std::uint64_t{0}), "");
  EXPECT_DEATH(static_cast<void>(bitmap.FirstSet(0, 65)), "");
}

}  // namespace
}  // namespace starkernel::pmm
