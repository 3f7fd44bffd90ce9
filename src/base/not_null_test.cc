#include "src/base/not_null.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

struct Animal {
  int legs = 4;
};
struct Bird : Animal {};

static_assert(!std::is_default_constructible_v<NotNull<int*>>);
static_assert(!std::is_constructible_v<NotNull<int*>, std::nullptr_t>);
static_assert(!std::is_convertible_v<int*, NotNull<int*>>,
              "a pointer is checked where one sees it");
static_assert(std::is_convertible_v<NotNull<Bird*>, NotNull<const Animal*>>);
static_assert(!std::is_convertible_v<NotNull<const int*>, NotNull<int*>>);
static_assert(!std::is_constructible_v<NotNull<Bird*>, NotNull<Animal*>>);
static_assert(sizeof(NotNull<int*>) == sizeof(int*));

TEST(NotNullTest, PointsToItsObject) {
  Bird bird;
  const NotNull<Bird*> from_object = bird;
  const NotNull<Bird*> from_pointer(&bird);
  EXPECT_EQ(from_object, from_pointer);
  from_object->legs = 2;
  EXPECT_EQ((*from_pointer).legs, 2);
  const NotNull<const Animal*> animal = from_object;
  EXPECT_EQ(animal.get(), &bird);
}

TEST(NotNullTest, CanBeAssigned) {
  Animal first;
  Animal second{.legs = 6};
  NotNull<Animal*> animal = first;
  animal = second;
  EXPECT_EQ(animal->legs, 6);
}

TEST(NotNullTest, NullPanics) {
  Animal* nothing = nullptr;
  EXPECT_PANIC(static_cast<void>(NotNull<Animal*>(nothing)), "must not be null is null");
}

}  // namespace
}  // namespace starkernel
