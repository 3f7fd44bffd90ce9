#include "src/arbiter/sleep_queue.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/expect_panic.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

class SleepQueueTest : public testing::Test {
 protected:
  static constexpr std::size_t kPlaces = 200;

  [[nodiscard]] std::vector<std::uint32_t> TakeAllDue(std::uint64_t now) {
    std::vector<std::uint32_t> due;
    for (std::uint32_t place = 0; (place = queue_.TakeDue(Nanoseconds(now))) != kNoPlace;) {
      due.push_back(place);
    }
    return due;
  }

  std::vector<VmControlBlock> blocks_{kPlaces};
  std::vector<SleepEntry> entries_{kPlaces};
  VmTable vms_{blocks_};
  SleepQueue queue_{vms_, entries_};
};

TEST_F(SleepQueueTest, WakesByTimeAndThenByWhoSleptFirst) {
  queue_.Add(3, Nanoseconds(20));
  queue_.Add(1, Nanoseconds(10));
  queue_.Add(2, Nanoseconds(20));
  queue_.Add(0, Nanoseconds(10));
  EXPECT_EQ(queue_.first_time(), Nanoseconds(10));
  EXPECT_EQ(TakeAllDue(9), std::vector<std::uint32_t>());
  EXPECT_EQ(TakeAllDue(10), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(queue_.size(), 2U);
  EXPECT_EQ(TakeAllDue(100), (std::vector<std::uint32_t>{3, 2}));
  EXPECT_FALSE(queue_.first_time().has_value());
}

TEST_F(SleepQueueTest, WhoIsTakenOutDoesNotWake) {
  queue_.Add(0, Nanoseconds(1));
  queue_.Add(1, Nanoseconds(2));
  queue_.Remove(0);
  queue_.Remove(0);
  EXPECT_EQ(TakeAllDue(5), std::vector<std::uint32_t>{1});
  queue_.Add(0, Nanoseconds(7));
  EXPECT_PANIC(queue_.Add(0, Nanoseconds(8)), "sleeps already");
}

TEST_F(SleepQueueTest, AgreesWithAModel) {
  std::mt19937_64 random(3);
  std::set<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>> model;
  std::vector<std::optional<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>>> of(kPlaces);
  std::uint64_t now = 0;
  for (std::uint64_t step = 0; step < 100'000; ++step) {
    const auto place = static_cast<std::uint32_t>(random() % kPlaces);
    if (!of[place].has_value()) {
      of[place] = {now + random() % 300, step, place};
      model.insert(*of[place]);
      queue_.Add(place, Nanoseconds(std::get<0>(*of[place])));
    } else if (random() % 3 == 0) {
      model.erase(*of[place]);
      of[place].reset();
      queue_.Remove(place);
    }
    now += random() % 4;
    while (!model.empty() && std::get<0>(*model.begin()) <= now) {
      const std::uint32_t first = std::get<2>(*model.begin());
      ASSERT_EQ(queue_.TakeDue(Nanoseconds(now)), first);
      of[first].reset();
      model.erase(model.begin());
    }
    ASSERT_EQ(queue_.TakeDue(Nanoseconds(now)), kNoPlace);
    ASSERT_EQ(queue_.size(), model.size());
  }
  EXPECT_GT(queue_.size(), 0U);
}

}  // namespace
}  // namespace starkernel::arbiter
