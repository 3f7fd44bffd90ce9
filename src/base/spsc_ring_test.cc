#include "src/base/spsc_ring.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/interruptible.h"
#include "src/base/kept_when_moved.h"

namespace starkernel {
namespace {

using Ring = SpscRing<int, 4>;

static_assert(!std::is_copy_constructible_v<Ring> && !std::is_move_constructible_v<Ring>);
static_assert(!std::is_copy_constructible_v<Ring::Producer>);
static_assert(!std::is_move_constructible_v<Ring::Producer>);
static_assert(!std::is_move_constructible_v<Ring::Consumer>);
static_assert(!std::is_constructible_v<Ring::Producer, Ring&>);

// The two ends and the elements do not share a cache line.
static_assert(alignof(Ring) == 64 && sizeof(SpscRing<std::uint8_t, 1>) == 3 * 64);

constinit Ring static_ring;

TEST(SpscRingTest, NeedsNoConstructorAtRunTime) {
  Ring::Producer producer = static_ring.TakeProducer();
  Ring::Consumer consumer = static_ring.TakeConsumer();
  EXPECT_TRUE(producer.Push(3).ok());
  EXPECT_EQ(consumer.Pop(), 3);
}

TEST(SpscRingTest, TakesAsManyAsItsCapacityAndRefusesTheNext) {
  Ring ring;
  Ring::Producer producer = ring.TakeProducer();
  Ring::Consumer consumer = ring.TakeConsumer();
  EXPECT_EQ(consumer.Pop(), std::nullopt);
  for (const int number : {1, 2, 3, 4}) {
    EXPECT_TRUE(producer.Push(number).ok());
  }
  EXPECT_EQ(producer.Push(5).error(), Error::kCapacity);
  EXPECT_EQ(consumer.Pop(), 1);
  EXPECT_TRUE(producer.Push(6).ok());
  EXPECT_EQ(producer.Push(7).error(), Error::kCapacity);
  for (const int number : {2, 3, 4, 6}) {
    EXPECT_EQ(consumer.Pop(), number);
  }
  EXPECT_EQ(consumer.Pop(), std::nullopt);
  EXPECT_EQ(Ring::capacity(), 4U);
}

TEST(SpscRingTest, HoldsOneWhereThatIsItsCapacity) {
  SpscRing<int, 1> ring;
  auto producer = ring.TakeProducer();
  auto consumer = ring.TakeConsumer();
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(producer.Push(round).ok());
    EXPECT_EQ(producer.Push(9).error(), Error::kCapacity);
    EXPECT_EQ(consumer.Pop(), round);
    EXPECT_EQ(consumer.Pop(), std::nullopt);
  }
}

TEST(SpscRingTest, ARefusedItemStaysWithTheCaller) {
  SpscRing<std::unique_ptr<int>, 1> ring;
  auto producer = ring.TakeProducer();
  EXPECT_TRUE(producer.Push(std::make_unique<int>(1)).ok());
  auto refused = std::make_unique<int>(2);
  const std::unique_ptr<int>& still_there = refused;
  EXPECT_EQ(producer.Push(std::move(refused)).error(), Error::kCapacity);
  ASSERT_NE(still_there, nullptr);
  EXPECT_EQ(*still_there, 2);
}

TEST(SpscRingTest, WhatLeavesIsGivenBack) {
  const auto counted = std::make_shared<int>(5);
  SpscRing<KeptWhenMoved, 2> ring;
  auto producer = ring.TakeProducer();
  auto consumer = ring.TakeConsumer();
  EXPECT_TRUE(producer.Push(KeptWhenMoved(counted)).ok());
  EXPECT_EQ(counted.use_count(), 2);
  EXPECT_TRUE(consumer.Pop().has_value());
  EXPECT_EQ(counted.use_count(), 1);
}

TEST(SpscRingTest, HasOneProducerAndOneConsumerAtATime) {
  Ring ring;
  {
    const Ring::Producer producer = ring.TakeProducer();
    const Ring::Consumer consumer = ring.TakeConsumer();
    EXPECT_PANIC(static_cast<void>(ring.TakeProducer()), "a ring has one producer");
    EXPECT_PANIC(static_cast<void>(ring.TakeConsumer()), "a ring has one consumer");
  }
}

TEST(SpscRingTest, ItMustOutliveItsEnds) {
  EXPECT_PANIC(
      {
        std::optional<Ring> ring(std::in_place);
        const Ring::Producer producer = ring->TakeProducer();
        ring.reset();
      },
      "a ring ended before its ends");
  EXPECT_PANIC(
      {
        std::optional<Ring> ring(std::in_place);
        const Ring::Consumer consumer = ring->TakeConsumer();
        ring.reset();
      },
      "a ring ended before its ends");
  std::optional<Ring> ring(std::in_place);
  static_cast<void>(ring->TakeProducer());
  static_cast<void>(ring->TakeConsumer());
  ring.reset();
}

TEST(SpscRingTest, ItsEndsGoOnWhereTheLastOnesStopped) {
  Ring ring;
  for (int number = 0; number < 4; ++number) {
    EXPECT_TRUE(ring.TakeProducer().Push(number).ok());
  }
  EXPECT_EQ(ring.TakeProducer().Push(9).error(), Error::kCapacity);
  EXPECT_EQ(ring.TakeConsumer().Pop(), 0);
  EXPECT_EQ(ring.TakeConsumer().Pop(), 1);
  EXPECT_TRUE(ring.TakeProducer().Push(4).ok());
  for (const int number : {2, 3, 4}) {
    EXPECT_EQ(ring.TakeConsumer().Pop(), number);
  }
  EXPECT_EQ(ring.TakeConsumer().Pop(), std::nullopt);
}

TEST(SpscRingTest, DoesWhatADequeDoes) {
  std::mt19937 random(20261120);
  SpscRing<unsigned, 8> subject;
  auto producer = subject.TakeProducer();
  auto consumer = subject.TakeConsumer();
  std::deque<unsigned> model;
  for (unsigned step = 0; step < 5000; ++step) {
    if (random() % 2 == 0) {
      const bool fits = model.size() < subject.capacity();
      ASSERT_EQ(producer.Push(step).ok(), fits);
      if (fits) {
        model.push_back(step);
      }
    } else if (model.empty()) {
      ASSERT_EQ(consumer.Pop(), std::nullopt);
    } else {
      ASSERT_EQ(consumer.Pop(), model.front());
      model.pop_front();
    }
  }
}

TEST(SpscRingTest, AnInterruptedPushIsNotSeen) {
  SpscRing<Interruptible, 2> ring;
  auto producer = ring.TakeProducer();
  auto consumer = ring.TakeConsumer();
  const Interruptible item(7);
  bool seen = true;
  Interruptible::InterruptNextCopy([&] { seen = consumer.Pop().has_value(); });
  EXPECT_TRUE(producer.Push(item).ok());
  EXPECT_FALSE(seen);
  EXPECT_EQ(consumer.Pop()->number(), 7);
}

TEST(SpscRingTest, APlaceIsFreeOnlyWhenAnInterruptedPopIsDone) {
  SpscRing<Interruptible, 1> ring;
  auto producer = ring.TakeProducer();
  auto consumer = ring.TakeConsumer();
  const Interruptible item(7);
  const Interruptible next(8);
  EXPECT_TRUE(producer.Push(item).ok());
  bool accepted = true;
  Interruptible::InterruptNextCopy([&] { accepted = producer.Push(next).ok(); });
  EXPECT_EQ(consumer.Pop()->number(), 7);
  EXPECT_FALSE(accepted);
  EXPECT_TRUE(producer.Push(next).ok());
  EXPECT_EQ(consumer.Pop()->number(), 8);
}

/// Long enough that half an element would be noticed.
struct Record {
  std::array<std::uint64_t, 8> words{};

  static Record Of(std::uint64_t number) {
    Record record;
    record.words.fill(number);
    return record;
  }
  friend bool operator==(const Record&, const Record&) = default;
};

TEST(SpscRingTest, HandsEverythingOverInOrderBetweenThreads) {
  constexpr std::uint64_t kRecords = 30'000;
  SpscRing<Record, 2> ring;
  std::thread pushing([&ring] {
    auto producer = ring.TakeProducer();
    for (std::uint64_t number = 0; number < kRecords; ++number) {
      while (!producer.Push(Record::Of(number)).ok()) {
        std::this_thread::yield();
      }
    }
  });
  auto consumer = ring.TakeConsumer();
  std::uint64_t wrong = 0;
  for (std::uint64_t number = 0; number < kRecords; ++number) {
    std::optional<Record> record;
    while (!(record = consumer.Pop()).has_value()) {
      std::this_thread::yield();
    }
    wrong += *record == Record::Of(number) ? 0U : 1U;
  }
  pushing.join();
  EXPECT_EQ(wrong, 0U);
  EXPECT_EQ(consumer.Pop(), std::nullopt);
}

}  // namespace
}  // namespace starkernel
