#pragma once

#include <array>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"
#include "src/heap/heap.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::ramfs {

/// A heap over little memory, for tests.
class SmallMachine {
 public:
  explicit SmallMachine(PageCount pages)
      : memory_(pages),
        frames_(pmm::FrameAllocator::Create(
                    std::array{hal::MemoryRegion{PhysAddr{0}, pages, hal::MemoryKind::kUsable}},
                    memory_)
                    .value()) {}

  [[nodiscard]] heap::Heap& heap() [[clang::lifetimebound]] { return heap_; }

 private:
  pmm::FakePhysicalMemory memory_;
  pmm::FrameAllocator frames_;
  heap::Heap heap_{frames_};
};

}  // namespace starkernel::ramfs
