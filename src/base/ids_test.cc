#include "src/base/ids.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

static_assert(!std::is_constructible_v<VmId, WordId>);
static_assert(!std::is_convertible_v<std::uint64_t, VmId>);
static_assert(!Comparable<VmId, WordId> && Comparable<VmId, VmId>);
static_assert(!Addable<VmId, VmId> && !Incrementable<VmId>);
static_assert(sizeof(VmId) == 8 && sizeof(WordId) == 4);

TEST(IdsTest, KeepTheirValueAndOrder) {
  EXPECT_EQ(VmId(3).value(), 3U);
  EXPECT_EQ(VmId(), VmId(0));
  EXPECT_LT(WordId(3), WordId(4));
}

TEST(IdsTest, AVmIdHasAPlaceAndAGeneration) {
  const VmId id = MakeVmId(5, 7);
  EXPECT_EQ(id.value(), 0x7'0000'0005U);
  EXPECT_EQ(PlaceOf(id), 5U);
  EXPECT_EQ(GenerationOf(id), 7U);
  EXPECT_EQ(MakeVmId(0, 0), VmId(0));
  EXPECT_EQ(MakeVmId(~0U, ~0U), kNoVm);
}

}  // namespace
}  // namespace starkernel
