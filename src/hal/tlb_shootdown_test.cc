#include "src/hal/tlb_shootdown.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {
namespace {

/// Notes what it is asked, and has the other processors answer when it interrupts them.
class NotingProcessors final : public TlbShootdown::Processors {
 public:
  void ForgetHere(VirtAddr first, PageCount pages) override { forgotten.push_back({first, pages}); }
  void Interrupt(ProcessorSet others) override {
    interrupted.push_back(others);
    for (ProcessorSet left = others; left != 0; left &= left - 1) {
      shootdown->Serve(static_cast<std::size_t>(std::countr_zero(left)));
    }
  }

  TlbShootdown* shootdown = nullptr;
  std::vector<std::pair<VirtAddr, PageCount>> forgotten;
  std::vector<ProcessorSet> interrupted;
};

class TlbShootdownTest : public testing::Test {
 protected:
  TlbShootdownTest() { processors_.shootdown = &shootdown_; }

  NotingProcessors processors_;
  TlbShootdown shootdown_{processors_};
};

constexpr VirtAddr kPlace{0x5000};

TEST_F(TlbShootdownTest, AProcessorAloneForgetsAndInterruptsNobody) {
  shootdown_.Enter(3);
  EXPECT_EQ(shootdown_.active(), 0b1000U);
  shootdown_.Forget(3, kPlace, PageCount{7});
  EXPECT_EQ(processors_.forgotten, (std::vector{std::pair{kPlace, PageCount{7}}}));
  EXPECT_TRUE(processors_.interrupted.empty());
}

TEST_F(TlbShootdownTest, EveryOtherThatWalksTheTablesIsInterruptedOnce) {
  shootdown_.Enter(0);
  shootdown_.Enter(2);
  shootdown_.Enter(63);
  shootdown_.Enter(5);
  shootdown_.Leave(5);
  shootdown_.Forget(2, kPlace, PageCount{1});
  EXPECT_EQ(processors_.interrupted, std::vector<ProcessorSet>{ProcessorSet{1} << 63 | 1U});
  EXPECT_EQ(processors_.forgotten.size(), 3U);
  // What was answered is not asked again.
  shootdown_.Serve(0);
  EXPECT_EQ(processors_.forgotten.size(), 3U);
}

TEST_F(TlbShootdownTest, OneThatDoesNotWalkTheTablesMayAskToo) {
  shootdown_.Enter(1);
  shootdown_.Forget(0, kPlace, PageCount{2});
  EXPECT_EQ(processors_.interrupted, std::vector<ProcessorSet>{0b10U});
  EXPECT_EQ(processors_.forgotten.size(), 2U);
}

using TlbShootdownDeathTest = TlbShootdownTest;

TEST_F(TlbShootdownDeathTest, ProcessorsHaveNumbersBelow64) {
  EXPECT_DEATH(shootdown_.Enter(64), "");
  EXPECT_DEATH(shootdown_.Forget(64, kPlace, PageCount{1}), "");
}

/// Threads that play processors: one table of frames, a cache of it for each thread. Nobody may use
/// a frame from its cache after the one who took it out of the table has been answered.
constexpr std::size_t kThreads = 4;
constexpr std::size_t kPages = 8;
constexpr std::uint64_t kNothing = ~std::uint64_t{0};
constexpr std::uint64_t kOperations = 4000;

class ThreadProcessors final : public TlbShootdown::Processors {
 public:
  ThreadProcessors() {
    for (auto& cache : caches_) {
      cache.fill(kNothing);
    }
    for (std::size_t page = 0; page < kPages; ++page) {
      table_.at(page) = page;
    }
  }

  void ForgetHere(VirtAddr first, PageCount pages) override {
    for (std::uint64_t page = 0; page < pages.value(); ++page) {
      caches_.at(self).at(first.value() / kPageSize.value() + page) = kNothing;
    }
  }
  void Interrupt(ProcessorSet others) override {
    for (ProcessorSet left = others; left != 0; left &= left - 1) {
      interrupts_.at(static_cast<std::size_t>(std::countr_zero(left))) = true;
    }
  }

  void Play(std::size_t number) {
    self = number;
    std::mt19937_64 random(number);
    shootdown_.Enter(self);
    bool entered = true;
    for (std::uint64_t operation = 0; operation < kOperations; ++operation) {
      Poll();
      const std::size_t page = random() % kPages;
      switch (random() % 16) {
        case 0: Exchange(page); break;
        case 1:
          if (entered) {
            caches_.at(self).fill(kNothing);
            shootdown_.Leave(self);
          } else {
            shootdown_.Enter(self);
            caches_.at(self).fill(kNothing);
          }
          entered = !entered;
          break;
        default:
          if (entered) {
            Use(page);
          }
      }
    }
    caches_.at(self).fill(kNothing);
    if (entered) {
      shootdown_.Leave(self);
    }
    ++finished_;
    // Others may have begun to wait for this one.
    while (finished_ < kThreads) {
      Poll();
      std::this_thread::yield();
    }
  }

  std::atomic<std::uint64_t> stale = 0;
  std::atomic<std::uint64_t> uses = 0;

 private:
  static constexpr std::size_t kFrames = kPages + kThreads * kOperations;

  void Poll() {
    if (interrupts_.at(self).exchange(false)) {
      shootdown_.Serve(self);
    }
  }

  /// An access: through the cache, which is filled from the table.
  void Use(std::size_t page) {
    std::uint64_t& cached = caches_.at(self).at(page);
    if (cached == kNothing) {
      cached = table_.at(page);
    }
    ++uses;
    stale += freed_.at(cached) ? 1U : 0U;
  }

  /// Puts a new frame into the table and gives the old one away.
  void Exchange(std::size_t page) {
    const std::uint64_t old = table_.at(page).exchange(next_frame_++);
    shootdown_.Forget(self, VirtAddr(BytesOf(PageCount(page)).value()), PageCount{1});
    freed_.at(old) = true;
  }

  static thread_local std::size_t self;

  TlbShootdown shootdown_{*this};
  std::array<std::atomic<std::uint64_t>, kPages> table_{};
  std::array<std::array<std::uint64_t, kPages>, kThreads> caches_{};
  std::array<std::atomic<bool>, kThreads> interrupts_{};
  std::array<std::atomic<bool>, kFrames> freed_{};
  std::atomic<std::uint64_t> next_frame_ = kPages;
  std::atomic<std::size_t> finished_ = 0;
};

thread_local std::size_t ThreadProcessors::self = 0;

TEST(TlbShootdownThreadsTest, NobodyUsesAFrameThatWasGivenAway) {
  ThreadProcessors processors;
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < kThreads; ++number) {
    threads.emplace_back([&processors, number] { processors.Play(number); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(processors.stale, 0U);
  EXPECT_GT(processors.uses, kOperations);
}

}  // namespace
}  // namespace starkernel::hal
