#include "src/hal/virtual_time.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/hal/date.h"

namespace starkernel::hal {
namespace {

TEST(VirtualTime, GoesOnWithEachLookAlone) {
  VirtualTime time;
  EXPECT_EQ(time.Now(), Nanoseconds(1'000'000));
  EXPECT_EQ(time.Now(), Nanoseconds(2'000'000));
  EXPECT_EQ(time.ReadDate().value(), (Date{.year = 2000, .month = 1, .day = 1}));
  EXPECT_EQ(time.Now(), Nanoseconds(3'000'000));
}

TEST(VirtualTime, TheDateFollows) {
  VirtualTime time;
  for (int look = 0; look < 999; ++look) {
    static_cast<void>(time.Now());
  }
  EXPECT_EQ(time.ReadDate().value().second, 0);
  static_cast<void>(time.Now());
  EXPECT_EQ(time.ReadDate().value().second, 1);
}

TEST(Date, IsFoundFromItsSeconds) {
  EXPECT_EQ(DateSince2000(0), (Date{.year = 2000, .month = 1, .day = 1}));
  for (const Date date :
       {Date{2000, 2, 29, 23, 59, 59}, Date{2000, 3, 1, 0, 0, 0}, Date{2000, 12, 31, 23, 59, 59},
        Date{2001, 1, 1, 0, 0, 0}, Date{2024, 2, 29, 12, 30, 1}, Date{2100, 2, 28, 23, 59, 59},
        Date{2100, 3, 1, 0, 0, 0}, Date{2400, 12, 31, 1, 2, 3}}) {
    EXPECT_EQ(DateSince2000(SecondsSince2000(date)), date);
  }
}

}  // namespace
}  // namespace starkernel::hal
