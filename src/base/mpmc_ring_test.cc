#include "src/base/mpmc_ring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/interruptible.h"
#include "src/base/kept_when_moved.h"

namespace starkernel {
namespace {

using Ring = MpmcRing<int, 4>;

static_assert(!std::is_copy_constructible_v<Ring> && !std::is_move_constructible_v<Ring>);
static_assert(alignof(Ring) == 64 && sizeof(MpmcRing<std::uint8_t, 1>) == 3 * 64);

constinit Ring static_ring;

TEST(MpmcRingTest, NeedsNoConstructorAtRunTime) {
  EXPECT_TRUE(static_ring.Push(3).ok());
  EXPECT_EQ(static_ring.Pop(), 3);
}

TEST(MpmcRingTest, TakesAsManyAsItsCapacityAndRefusesTheNext) {
  Ring ring;
  EXPECT_EQ(ring.Pop(), std::nullopt);
  for (const int number : {1, 2, 3, 4}) {
    EXPECT_TRUE(ring.Push(number).ok());
  }
  EXPECT_EQ(ring.Push(5).error(), Error::kCapacity);
  EXPECT_EQ(ring.Pop(), 1);
  EXPECT_TRUE(ring.Push(6).ok());
  EXPECT_EQ(ring.Push(7).error(), Error::kCapacity);
  for (const int number : {2, 3, 4, 6}) {
    EXPECT_EQ(ring.Pop(), number);
  }
  EXPECT_EQ(ring.Pop(), std::nullopt);
  EXPECT_EQ(Ring::capacity(), 4U);
}

TEST(MpmcRingTest, HoldsOneWhereThatIsItsCapacity) {
  MpmcRing<int, 1> ring;
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(ring.Push(round).ok());
    EXPECT_EQ(ring.Push(9).error(), Error::kCapacity);
    EXPECT_EQ(ring.Pop(), round);
    EXPECT_EQ(ring.Pop(), std::nullopt);
  }
}

TEST(MpmcRingTest, ARefusedItemStaysWithTheCaller) {
  MpmcRing<std::unique_ptr<int>, 1> ring;
  EXPECT_TRUE(ring.Push(std::make_unique<int>(1)).ok());
  auto refused = std::make_unique<int>(2);
  const std::unique_ptr<int>& still_there = refused;
  EXPECT_EQ(ring.Push(std::move(refused)).error(), Error::kCapacity);
  ASSERT_NE(still_there, nullptr);
  EXPECT_EQ(*still_there, 2);
}

TEST(MpmcRingTest, WhatLeavesIsGivenBack) {
  const auto counted = std::make_shared<int>(5);
  MpmcRing<KeptWhenMoved, 2> ring;
  EXPECT_TRUE(ring.Push(KeptWhenMoved(counted)).ok());
  EXPECT_EQ(counted.use_count(), 2);
  EXPECT_TRUE(ring.Pop().has_value());
  EXPECT_EQ(counted.use_count(), 1);
}

TEST(MpmcRingTest, DoesWhatADequeDoes) {
  std::mt19937 random(20261120);
  MpmcRing<unsigned, 8> subject;
  std::deque<unsigned> model;
  for (unsigned step = 0; step < 5000; ++step) {
    if (random() % 2 == 0) {
      const bool fits = model.size() < subject.capacity();
      ASSERT_EQ(subject.Push(step).ok(), fits);
      if (fits) {
        model.push_back(step);
      }
    } else if (model.empty()) {
      ASSERT_EQ(subject.Pop(), std::nullopt);
    } else {
      ASSERT_EQ(subject.Pop(), model.front());
      model.pop_front();
    }
  }
}

TEST(MpmcRingTest, AnInterruptedPushHidesLaterOnesUntilItIsDone) {
  MpmcRing<Interruptible, 4> ring;
  const Interruptible outer(7);
  const Interruptible inner(8);
  bool accepted = false;
  bool seen = true;
  Interruptible::InterruptNextCopy([&] {
    accepted = ring.Push(inner).ok();
    seen = ring.Pop().has_value();
  });
  EXPECT_TRUE(ring.Push(outer).ok());
  EXPECT_TRUE(accepted);
  EXPECT_FALSE(seen);
  EXPECT_EQ(ring.Pop()->number(), 7);
  EXPECT_EQ(ring.Pop()->number(), 8);
}

TEST(MpmcRingTest, APlaceIsFreeOnlyWhenAnInterruptedPopIsDone) {
  MpmcRing<Interruptible, 2> ring;
  const Interruptible next(9);
  EXPECT_TRUE(ring.Push(Interruptible(7)).ok());
  EXPECT_TRUE(ring.Push(Interruptible(8)).ok());
  int taken = 0;
  bool accepted = true;
  Interruptible::InterruptNextCopy([&] {
    taken = ring.Pop()->number();
    accepted = ring.Push(next).ok();
  });
  EXPECT_EQ(ring.Pop()->number(), 7);
  EXPECT_EQ(taken, 8);
  EXPECT_FALSE(accepted);
  EXPECT_TRUE(ring.Push(next).ok());
  EXPECT_EQ(ring.Pop()->number(), 9);
}

constexpr std::uint32_t kProducers = 3;
constexpr std::uint32_t kConsumers = kProducers;
constexpr std::uint32_t kEach = 10'000;

/// Who pushed it and as which of its own; `twice` is the number again, so that half an element
/// would be noticed.
struct Item {
  std::uint32_t producer = 0;
  std::uint32_t number = 0;
  std::array<std::uint64_t, 6> twice{};
};

template <typename SharedRing>
void PushAll(SharedRing& ring, std::uint32_t producer) {
  for (std::uint32_t number = 0; number < kEach; ++number) {
    Item item{.producer = producer, .number = number, .twice = {}};
    item.twice.fill(2ULL * number);
    while (!ring.Push(item).ok()) {
      std::this_thread::yield();
    }
  }
}

template <typename SharedRing>
std::vector<Item> PopShare(SharedRing& ring, std::atomic<std::uint32_t>& left) {
  std::vector<Item> items;
  while (left.load() > 0) {
    if (const std::optional<Item> item = ring.Pop(); item.has_value()) {
      items.push_back(*item);
      left.fetch_sub(1);
    } else {
      std::this_thread::yield();
    }
  }
  return items;
}

using Shares = std::array<std::vector<Item>, kConsumers>;

/// Each came out once, whole, and to each consumer in the order of its producer.
void ExpectEachOnce(const Shares& shares) {
  std::array<std::vector<int>, kProducers> seen;
  seen.fill(std::vector<int>(kEach));
  for (const std::vector<Item>& share : shares) {
    std::array<std::int64_t, kProducers> last{};
    last.fill(-1);
    for (const Item& item : share) {
      ASSERT_LT(last.at(item.producer), std::int64_t{item.number});
      last.at(item.producer) = item.number;
      ++seen.at(item.producer).at(item.number);
      ASSERT_TRUE(std::ranges::all_of(
          item.twice, [&item](std::uint64_t word) { return word == 2ULL * item.number; }));
    }
  }
  for (const std::vector<int>& times : seen) {
    EXPECT_EQ(std::ranges::count(times, 1), std::ptrdiff_t{kEach});
  }
}

TEST(MpmcRingTest, HandsEachElementToOneOfManyConsumers) {
  MpmcRing<Item, 4> ring;
  std::atomic<std::uint32_t> left = kProducers * kEach;
  Shares shares;
  std::vector<std::thread> threads;
  for (std::uint32_t producer = 0; producer < kProducers; ++producer) {
    threads.emplace_back([&ring, producer] { PushAll(ring, producer); });
  }
  for (std::vector<Item>& share : shares) {
    threads.emplace_back([&ring, &left, &share] { share = PopShare(ring, left); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  ExpectEachOnce(shares);
  EXPECT_FALSE(ring.Pop().has_value());
}

/// With room for everything nobody waits: first all producers compete, then all consumers.
TEST(MpmcRingTest, KeepsApartThoseWhoCompeteForAnEnd) {
  static constinit MpmcRing<Item, 32768> ring;
  static_assert(ring.capacity() >= std::size_t{kProducers} * kEach);
  std::atomic<std::uint32_t> left = kProducers * kEach;
  std::barrier start(kProducers);
  std::barrier turn(kProducers);
  Shares shares;
  std::vector<std::thread> threads;
  for (std::uint32_t number = 0; number < kProducers; ++number) {
    threads.emplace_back([&, number] {
      start.arrive_and_wait();
      PushAll(ring, number);
      turn.arrive_and_wait();
      shares.at(number) = PopShare(ring, left);
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  ExpectEachOnce(shares);
}
}  // namespace
}  // namespace starkernel
