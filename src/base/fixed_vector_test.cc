#include "src/base/fixed_vector.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <random>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/kept_when_moved.h"

namespace starkernel {
namespace {

using Numbers = FixedVector<int, 3>;
using Owners = FixedVector<KeptWhenMoved, 3>;
using UniqueOwners = FixedVector<std::unique_ptr<int>, 2>;

static_assert(std::is_trivially_copyable_v<Numbers> && std::is_trivially_destructible_v<Numbers>);
static_assert(!std::is_copy_constructible_v<UniqueOwners>);
static_assert(!std::is_copy_assignable_v<UniqueOwners>);
static_assert(std::is_nothrow_move_constructible_v<UniqueOwners>);

constexpr int SumWhileCompiling() {
  Numbers numbers;
  static_cast<void>(numbers.Push(1));
  static_cast<void>(numbers.Push(2));
  numbers[0] = 5;
  int sum = 0;
  for (const int number : numbers) {
    sum += number;
  }
  return sum;
}
static_assert(SumWhileCompiling() == 7);

std::vector<int> Contents(const Numbers& numbers) { return {numbers.begin(), numbers.end()}; }

Numbers Full() {
  Numbers numbers;
  for (const int number : {1, 2, 3}) {
    EXPECT_TRUE(numbers.Push(number).ok());
  }
  return numbers;
}

TEST(FixedVectorTest, StartsEmpty) {
  const Numbers numbers;
  EXPECT_EQ(numbers.size(), 0U);
  EXPECT_TRUE(numbers.empty());
  EXPECT_FALSE(numbers.full());
  EXPECT_TRUE(numbers.items().empty());
  EXPECT_EQ(Numbers::capacity(), 3U);
}

TEST(FixedVectorTest, TakesAsManyAsItsCapacityAndRefusesTheNext) {
  Numbers numbers = Full();
  EXPECT_TRUE(numbers.full());
  EXPECT_EQ(numbers.Push(4).error(), Error::kCapacity);
  EXPECT_EQ(Contents(numbers), (std::vector{1, 2, 3}));
  EXPECT_EQ(numbers.Pop(), 3);
  EXPECT_FALSE(numbers.full());
  EXPECT_TRUE(numbers.Push(4).ok());
  EXPECT_EQ(Contents(numbers), (std::vector{1, 2, 4}));
}

TEST(FixedVectorTest, ARefusedItemStaysWithTheCaller) {
  UniqueOwners owners;
  EXPECT_TRUE(owners.Push(std::make_unique<int>(1)).ok());
  EXPECT_TRUE(owners.Push(std::make_unique<int>(2)).ok());
  auto refused = std::make_unique<int>(3);
  const std::unique_ptr<int>& still_there = refused;
  EXPECT_EQ(owners.Push(std::move(refused)).error(), Error::kCapacity);
  ASSERT_NE(still_there, nullptr);
  EXPECT_EQ(*still_there, 3);
}

TEST(FixedVectorTest, IndexesAreCheckedAgainstTheSizeNotTheCapacity) {
  Numbers numbers = Full();
  static_cast<void>(numbers.Pop());
  const Numbers& constant = numbers;
  EXPECT_EQ(numbers[1], 2);
  EXPECT_EQ(constant[1], 2);
  EXPECT_EQ(constant.back(), 2);
  numbers.back() = 7;
  EXPECT_EQ(numbers[1], 7);
  EXPECT_PANIC(static_cast<void>(numbers[2]), "vector index out of range");
  EXPECT_PANIC(static_cast<void>(constant[2]), "vector index out of range");
  EXPECT_PANIC(static_cast<void>(numbers[~std::size_t{0}]), "vector index out of range");
}

TEST(FixedVectorTest, AnEmptyOneHasNoLast) {
  Numbers numbers;
  EXPECT_PANIC(static_cast<void>(numbers.Pop()), "pop of an empty vector");
  EXPECT_PANIC(static_cast<void>(numbers.back()), "vector index out of range");
  EXPECT_PANIC(static_cast<void>(numbers.Remove(0)), "vector index out of range");
}

TEST(FixedVectorTest, RemovingKeepsTheOrderOfTheRest) {
  Numbers numbers = Full();
  EXPECT_EQ(numbers.Remove(0), 1);
  EXPECT_EQ(Contents(numbers), (std::vector{2, 3}));
  EXPECT_EQ(numbers.Remove(1), 3);
  EXPECT_EQ(Contents(numbers), (std::vector{2}));
  EXPECT_PANIC(static_cast<void>(numbers.Remove(1)), "vector index out of range");
}

TEST(FixedVectorTest, WhatLeavesIsGivenBack) {
  const auto counted = std::make_shared<int>(5);
  Owners owners;
  for (int count = 0; count < 3; ++count) {
    EXPECT_TRUE(owners.Push(KeptWhenMoved(counted)).ok());
  }
  EXPECT_EQ(counted.use_count(), 4);
  static_cast<void>(owners.Pop());
  EXPECT_EQ(counted.use_count(), 3);
  static_cast<void>(owners.Remove(0));
  EXPECT_EQ(counted.use_count(), 2);
  owners.Clear();
  EXPECT_EQ(counted.use_count(), 1);
  EXPECT_TRUE(owners.empty());
}

TEST(FixedVectorTest, MovingTakesTheOwnersAndLeavesAnEmptyVector) {
  UniqueOwners source;
  const UniqueOwners& after_the_first = source;
  EXPECT_TRUE(source.Push(std::make_unique<int>(1)).ok());
  UniqueOwners target(std::move(source));
  const UniqueOwners& after_the_second = target;
  EXPECT_TRUE(after_the_first.empty());
  ASSERT_EQ(target.size(), 1U);
  EXPECT_EQ(*target[0], 1);

  UniqueOwners assigned;
  EXPECT_TRUE(assigned.Push(std::make_unique<int>(8)).ok());
  EXPECT_TRUE(assigned.Push(std::make_unique<int>(9)).ok());
  assigned = std::move(target);
  EXPECT_TRUE(after_the_second.empty());
  ASSERT_EQ(assigned.size(), 1U);
  EXPECT_EQ(*assigned.Pop(), 1);
}

TEST(FixedVectorTest, CopiesAreIndependent) {
  Numbers original = Full();
  Numbers copy = original;
  copy[0] = 9;
  EXPECT_EQ(original[0], 1);
  original.Clear();
  EXPECT_EQ(Contents(copy), (std::vector{9, 2, 3}));
}

TEST(FixedVectorTest, DoesWhatAVectorDoes) {
  std::mt19937 random(20261120);
  FixedVector<unsigned, 16> subject;
  std::vector<unsigned> model;
  for (int step = 0; step < 5000; ++step) {
    const unsigned choice = random() % 8;
    if (choice < 4) {
      const bool fits = model.size() < subject.capacity();
      EXPECT_EQ(subject.Push(choice).ok(), fits);
      if (fits) {
        model.push_back(choice);
      }
    } else if (choice == 7 && random() % 32 == 0) {
      subject.Clear();
      model.clear();
    } else if (!model.empty()) {
      const std::size_t index = random() % model.size();
      ASSERT_EQ(subject.Remove(index), model[index]);
      model.erase(model.begin() + static_cast<std::ptrdiff_t>(index));
    }
    ASSERT_EQ(std::vector(subject.begin(), subject.end()), model);
  }
}

}  // namespace
}  // namespace starkernel
