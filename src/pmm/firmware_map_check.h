#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "src/base/quantities.h"
#include "src/pmm/fake_physical_memory.h"

namespace starkernel::pmm {

/// For tests: brings an allocator up with what firmware says of memory, if it says anything that
/// can be understood, and looks at what it hands out.
class FirmwareMapCheck {
 public:
  /// What is wrong with what was made of `descriptors`, each of `size` bytes, or nothing.
  [[nodiscard]] std::string ViolationIn(std::span<const std::byte> descriptors, std::size_t size);

  /// How many maps led to an allocator.
  [[nodiscard]] std::uint64_t allocators() const { return allocators_; }

 private:
  FakePhysicalMemory memory_{PageCount{8192}};
  std::uint64_t allocators_ = 0;
};

}  // namespace starkernel::pmm
