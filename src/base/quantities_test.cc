#include "src/base/quantities.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <type_traits>

#include "src/base/expect_panic.h"
#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

static_assert(KiB(1) == ByteCount(1024));
static_assert(MiB(1) == ByteCount(1048576));
static_assert(GiB(1) == ByteCount(1073741824));
static_assert(KiB(4) == kPageSize);
static_assert(MiB(2) == kLargePageSize);
static_assert(!std::is_constructible_v<ByteCount, PageCount>);
static_assert(!Addable<ByteCount, PageCount> && !Comparable<ByteCount, PageCount>);
static_assert(!Addable<Nanoseconds, Reductions>);

TEST(QuantitiesTest, PagesCoverBytes) {
  EXPECT_EQ(BytesOf(PageCount(0)), ByteCount(0));
  EXPECT_EQ(BytesOf(PageCount(3)), ByteCount(12288));
}

TEST(QuantitiesTest, PagesForRoundsUp) {
  EXPECT_EQ(PagesFor(ByteCount(0)), PageCount(0));
  EXPECT_EQ(PagesFor(ByteCount(1)), PageCount(1));
  EXPECT_EQ(PagesFor(ByteCount(4096)), PageCount(1));
  EXPECT_EQ(PagesFor(ByteCount(4097)), PageCount(2));
}

TEST(QuantitiesTest, PagesForServesTheWholeRange) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(PagesFor(ByteCount(kMost)), PageCount(1ULL << 52U));
}

TEST(QuantitiesTest, SizesThatDoNotFitPanic) {
  EXPECT_EQ(GiB((1ULL << 34U) - 1), ByteCount(0ULL - (1ULL << 30U)));
  EXPECT_PANIC(static_cast<void>(GiB(1ULL << 34U)), "quantity arithmetic overflows");
  EXPECT_EQ(BytesOf(PageCount((1ULL << 52U) - 1)), ByteCount(0ULL - 4096));
  EXPECT_PANIC(static_cast<void>(BytesOf(PageCount(1ULL << 52U))), "quantity arithmetic overflows");
}

}  // namespace
}  // namespace starkernel
