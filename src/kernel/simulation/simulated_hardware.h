#pragma once

#include <utility>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/kernel/simulation/simulated_machine.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel::simulation {

/// What a simulated kernel runs on: a small machine and its frames, which the simulation can take
/// away from the kernel for a while.
class SimulatedHardware {
 public:
  static constexpr ByteCount kMemory = MiB(32);

  SimulatedHardware() = default;
  SimulatedHardware(const SimulatedHardware&) = delete;
  SimulatedHardware& operator=(const SimulatedHardware&) = delete;
  ~SimulatedHardware() = default;

  [[nodiscard]] SimulatedMachine& machine() [[clang::lifetimebound]] { return machine_; }
  [[nodiscard]] pmm::FrameAllocator& frames() [[clang::lifetimebound]] { return frames_; }
  [[nodiscard]] PageCount free_frames() const { return frames_.statistics().free; }

  /// Takes free frames until so many are left: the request for the next one fails.
  void TakeFramesBut(PageCount left) {
    GiveFramesBack();
    while (free_frames() >= left + pmm::kFramesPerLargePage + PageCount{1}) {
      if (!Keep(frames_.AllocateLargePage())) {
        break;
      }
    }
    while (free_frames() > left && Keep(frames_.Allocate())) {
    }
  }
  void GiveFramesBack() { taken_.clear(); }

 private:
  bool Keep(Result<pmm::FrameRun> run) {
    if (!run.ok()) {
      return false;
    }
    taken_.push_back(std::move(run).value());
    return true;
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(kMemory).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine hosted_{memory_, mmu_, files_};
  SimulatedMachine machine_{hosted_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  std::vector<pmm::FrameRun> taken_;
};

}  // namespace starkernel::kernel::simulation
