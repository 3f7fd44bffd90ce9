#include "src/base/fixed_queue.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/kept_when_moved.h"

namespace starkernel {
namespace {

TEST(FixedQueueTest, StartsEmpty) {
  FixedQueue<int, 3> queue;
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_TRUE(queue.empty());
  EXPECT_FALSE(queue.full());
  EXPECT_EQ(queue.capacity(), 3U);
  EXPECT_EQ(queue.Pop(), std::nullopt);
  EXPECT_PANIC(static_cast<void>(queue.front()), "front of an empty queue");
}

TEST(FixedQueueTest, TakesAsManyAsItsCapacityAndRefusesTheNext) {
  FixedQueue<int, 3> queue;
  for (const int number : {1, 2, 3}) {
    EXPECT_FALSE(queue.full());
    EXPECT_TRUE(queue.Push(number).ok());
  }
  EXPECT_TRUE(queue.full());
  EXPECT_EQ(queue.Push(4).error(), Error::kCapacity);
  EXPECT_EQ(queue.size(), 3U);
  EXPECT_EQ(queue.front(), 1);
  EXPECT_EQ(queue.Pop(), 1);
  EXPECT_TRUE(queue.Push(5).ok());
  EXPECT_EQ(queue.Pop(), 2);
  EXPECT_EQ(queue.Pop(), 3);
  EXPECT_EQ(queue.Pop(), 5);
  EXPECT_EQ(queue.Pop(), std::nullopt);
}

TEST(FixedQueueTest, ARefusedItemStaysWithTheCaller) {
  FixedQueue<std::unique_ptr<int>, 1> queue;
  EXPECT_TRUE(queue.Push(std::make_unique<int>(1)).ok());
  auto refused = std::make_unique<int>(2);
  const std::unique_ptr<int>& still_there = refused;
  EXPECT_EQ(queue.Push(std::move(refused)).error(), Error::kCapacity);
  ASSERT_NE(still_there, nullptr);
  EXPECT_EQ(**queue.Pop(), 1);
}

TEST(FixedQueueTest, WhatLeavesIsGivenBack) {
  const auto counted = std::make_shared<int>(5);
  FixedQueue<KeptWhenMoved, 2> queue;
  EXPECT_TRUE(queue.Push(KeptWhenMoved(counted)).ok());
  EXPECT_TRUE(queue.Push(KeptWhenMoved(counted)).ok());
  EXPECT_EQ(counted.use_count(), 3);
  static_cast<void>(queue.Pop());
  EXPECT_EQ(counted.use_count(), 2);
  queue.Clear();
  EXPECT_EQ(counted.use_count(), 1);
  EXPECT_TRUE(queue.empty());
}

TEST(FixedQueueTest, DoesWhatADequeDoes) {
  std::mt19937 random(20261120);
  FixedQueue<unsigned, 7> subject;
  std::deque<unsigned> model;
  for (unsigned step = 0; step < 5000; ++step) {
    const unsigned choice = random() % 64;
    if (choice == 0) {
      subject.Clear();
      model.clear();
    } else if (choice % 2 == 0) {
      const bool fits = model.size() < subject.capacity();
      ASSERT_EQ(subject.Push(step).ok(), fits);
      if (fits) {
        model.push_back(step);
      }
    } else if (model.empty()) {
      ASSERT_EQ(subject.Pop(), std::nullopt);
    } else {
      ASSERT_EQ(subject.front(), model.front());
      ASSERT_EQ(subject.Pop(), model.front());
      model.pop_front();
    }
    ASSERT_EQ(subject.size(), model.size());
  }
}

}  // namespace
}  // namespace starkernel
