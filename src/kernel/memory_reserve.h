#pragma once

#include <cstddef>

#include "src/arbiter/chores.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {

/// Frames that nobody gets but VM[0], in its windows, when there are no others: so that it has a
/// prompt, and can end those that have all the memory. What it leaves of them is kept again before
/// anybody else has a window, and what it has taken as soon as there is memory.
class MemoryReserve final : public pmm::LastResort {
 public:
  /// 512 KiB.
  static constexpr PageCount kFrames{128};
  /// With fewer frames free, memory is short: it is four times what a spawned VM instance may have.
  static constexpr PageCount kShort{1024};

  /// Holds nothing yet. The allocator must outlive this.
  explicit MemoryReserve(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(frames) {
    frames_.SetLastResort(this);
  }
  MemoryReserve(const MemoryReserve&) = delete;
  MemoryReserve& operator=(const MemoryReserve&) = delete;
  ~MemoryReserve() { frames_.SetLastResort(nullptr); }

  /// Says who knows whether VM[0] runs, and who fills this again between windows. Both outlive
  /// this.
  void Serve(arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]],
             arbiter::Chores& chores [[clang::lifetimebound]]) {
    arbiter_ = &vm_arbiter;
    chores_ = &chores;
  }

  /// Keeps as many of the frames that are missing as are free.
  void Fill();

  [[nodiscard]] bool Yield() override;

  [[nodiscard]] PageCount held() const {
    return PageCount{runs_.size() * kRun.value() + singles_.size()};
  }
  /// Whether little memory is free. Looks at one word for each 2 MiB.
  [[nodiscard]] bool IsShort() const { return frames_.statistics().free < kShort; }

 private:
  /// What the heap asks for at once.
  static constexpr PageCount kRun{16};
  static constexpr std::size_t kRuns = kFrames / kRun;

  pmm::FrameAllocator& frames_;
  arbiter::CpuArbiter* arbiter_ = nullptr;
  arbiter::Chores* chores_ = nullptr;
  bool is_filling_ = false;
  FixedVector<pmm::FrameRun, kRuns> runs_;
  FixedVector<pmm::FrameRun, kFrames.value()> singles_;  ///< Where there are no runs.
};

}  // namespace starkernel::kernel
