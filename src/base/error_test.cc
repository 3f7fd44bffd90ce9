#include "src/base/error.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string_view>

namespace starkernel {
namespace {

constexpr std::array kAllErrors = {
    Error::kInvalidArgument, Error::kOutOfRange,  Error::kMisaligned,    Error::kOverflow,
    Error::kOutOfMemory,     Error::kCapacity,    Error::kNotFound,      Error::kAlreadyExists,
    Error::kCorrupt,         Error::kUnsupported, Error::kDeviceFailure,
};

static_assert(ErrorName(Error::kInvalidArgument) == "invalid argument");
static_assert(ErrorName(Error::kDeviceFailure) == "device failure");

TEST(ErrorTest, EveryErrorHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const Error error : kAllErrors) {
    EXPECT_NE(ErrorName(error), "unknown error");
    names.insert(ErrorName(error));
  }
  EXPECT_EQ(names.size(), kAllErrors.size());
}

TEST(ErrorTest, AValueOutsideTheEnumerationIsNamedUnknown) {
  const auto past_the_last = static_cast<Error>(kAllErrors.size());
  EXPECT_EQ(ErrorName(past_the_last), "unknown error");
  EXPECT_EQ(ErrorName(static_cast<Error>(255)), "unknown error");
}

}  // namespace
}  // namespace starkernel
