#include "src/base/event_ring.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <thread>

namespace starkernel {
namespace {

enum class Color : std::uint8_t { kRed, kGreen, kLast = 255 };

using Ring = EventRing<Color, 4>;

constinit Ring ready_before_any_constructor;

TEST(EventRingTest, NothingIsThereAtFirst) {
  const Ring& ring = ready_before_any_constructor;
  EXPECT_EQ(ring.recorded(), 0U);
  EXPECT_EQ(ring.oldest(), 0U);
  for (const std::uint64_t number : {0U, 1U, 3U, 4U}) {
    EXPECT_FALSE(ring.At(number).has_value()) << number;
  }
}

TEST(EventRingTest, EventsAreFoundByTheirNumber) {
  Ring ring;
  ring.Record(Color::kGreen, 10, 11, [] { return 12U; });
  ring.Record(Color::kLast, UINT64_MAX, 0, [] { return UINT64_MAX; });
  EXPECT_EQ(ring.recorded(), 2U);
  EXPECT_EQ(ring.At(0),
            (Ring::Event{.kind = Color::kGreen, .time = 12, .first = 10, .second = 11}));
  EXPECT_EQ(
      ring.At(1),
      (Ring::Event{.kind = Color::kLast, .time = UINT64_MAX, .first = UINT64_MAX, .second = 0}));
  EXPECT_FALSE(ring.At(2).has_value());
}

TEST(EventRingTest, TheOldestMakesRoom) {
  Ring ring;
  for (std::uint64_t number = 0; number < 4; ++number) {
    ring.Record(Color::kRed, number, 0, [] { return 0U; });
  }
  EXPECT_EQ(ring.oldest(), 0U);
  EXPECT_TRUE(ring.At(0).has_value());
  ring.Record(Color::kRed, 4, 0, [] { return 0U; });
  EXPECT_EQ(ring.oldest(), 1U);
  EXPECT_FALSE(ring.At(0).has_value());
  for (std::uint64_t number = 1; number < 5; ++number) {
    ASSERT_TRUE(ring.At(number).has_value()) << number;
    EXPECT_EQ(ring.At(number)->first, number);
  }
}

TEST(EventRingTest, AHalfWrittenEventIsLeftOut) {
  Ring ring;
  for (std::uint64_t number = 0; number < 5; ++number) {
    ring.Record(Color::kRed, number, 0, [] { return 0U; });
  }
  bool looked = false;
  // The clock is asked in the midst of writing, as if a panic came there.
  ring.Record(Color::kGreen, 5, 0, [&] {
    looked = true;
    EXPECT_EQ(ring.recorded(), 6U);
    EXPECT_FALSE(ring.At(5).has_value()) << "it is not whole";
    EXPECT_FALSE(ring.At(1).has_value()) << "its place was taken";
    EXPECT_EQ(ring.At(4)->first, 4U);
    return 77U;
  });
  EXPECT_TRUE(looked);
  EXPECT_EQ(ring.At(5)->time, 77U);
}

TEST(EventRingTest, AnInterruptThatFillsTheRingMixesNothing) {
  Ring ring;
  ring.Record(Color::kRed, 0, 0, [&ring] {
    for (std::uint64_t number = 1; number <= 4; ++number) {
      ring.Record(Color::kGreen, number, 0, [] { return 1U; });
    }
    return 2U;
  });
  EXPECT_EQ(ring.recorded(), 5U);
  EXPECT_FALSE(ring.At(4).has_value()) << "lost: its place was being written";
  EXPECT_EQ(ring.At(0), (Ring::Event{.kind = Color::kRed, .time = 2, .first = 0, .second = 0}));
  for (std::uint64_t number = 1; number <= 3; ++number) {
    EXPECT_EQ(ring.At(number)->first, number);
  }
}

TEST(EventRingTest, WhoReadsMeanwhileSeesWholeEvents) {
  constexpr std::uint64_t kEvents = 200'000;
  static constinit EventRing<Color, 16> ring;
  std::atomic<int> writing = 2;
  const auto write = [&writing](Color kind) {
    for (std::uint64_t count = 0; count < kEvents; ++count) {
      const std::uint64_t value = count * 2 + static_cast<std::uint64_t>(kind);
      ring.Record(kind, value, ~value, [value] { return value * 3; });
    }
    writing.fetch_sub(1);
  };
  std::thread red([&write] { write(Color::kRed); });
  std::thread green([&write] { write(Color::kGreen); });
  std::uint64_t seen = 0;
  bool mixed = false;
  do {
    for (std::uint64_t number = ring.oldest(); number < ring.recorded(); ++number) {
      const auto event = ring.At(number);
      if (!event.has_value()) {
        continue;
      }
      ++seen;
      mixed = mixed || event->second != ~event->first || event->time != event->first * 3 ||
              event->first % 2 != static_cast<std::uint64_t>(event->kind);
    }
  } while (writing.load() > 0);
  red.join();
  green.join();
  EXPECT_FALSE(mixed);
  EXPECT_GT(seen, 0U);
  EXPECT_EQ(ring.recorded(), 2 * kEvents);
}

}  // namespace
}  // namespace starkernel
