#include "src/base/ids.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

static_assert(!std::is_constructible_v<VmId, WordId>);
static_assert(!std::is_convertible_v<std::uint32_t, VmId>);
static_assert(!Comparable<VmId, WordId> && Comparable<VmId, VmId>);
static_assert(!Addable<VmId, VmId> && !Incrementable<VmId>);
static_assert(sizeof(VmId) == 4 && sizeof(WordId) == 4);

TEST(IdsTest, KeepTheirValueAndOrder) {
  EXPECT_EQ(VmId(3).value(), 3U);
  EXPECT_EQ(VmId(), VmId(0));
  EXPECT_LT(WordId(3), WordId(4));
}

}  // namespace
}  // namespace starkernel
