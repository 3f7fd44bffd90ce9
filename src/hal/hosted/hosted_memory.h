#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/host_memory.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"

namespace starkernel::hal {

/// Physical memory of the hosted machine: RAM from address 0 on, laid out like a PC's, with a
/// reserved region below 1 MiB and ACPI tables at the end.
class HostedMemory final : public PhysicalMemory {
 public:
  static constexpr ByteCount kSmallest = MiB(4);
  static constexpr ByteCount kLargest = GiB(64);

  /// `size` is a multiple of the page size from kSmallest to kLargest, else Error::kOutOfRange or
  /// Error::kMisaligned. Error::kOutOfMemory.
  [[nodiscard]] static Result<HostedMemory> Create(ByteCount size);

  Result<std::span<std::byte>> View(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

  /// Lets the page at `page`, a multiple of the page size within the RAM, be written where View
  /// shows it, or only be read. False if the host refuses, as for ReservedRange::Show.
  [[nodiscard]] bool LetWrite(PhysAddr page, bool writable) {
    return memory_.LetWrite(ByteCount(page.value()), writable);
  }

  [[nodiscard]] std::span<const MemoryRegion> map() const [[clang::lifetimebound]] { return map_; }
  [[nodiscard]] ByteCount size() const { return ByteCount(memory_.bytes().size()); }
  /// The file that holds the RAM: byte P of the file is physical address P.
  [[nodiscard]] int file() const { return memory_.file(); }

 private:
  explicit HostedMemory(HostMemory memory);

  HostMemory memory_;
  std::array<MemoryRegion, 4> map_;
};

}  // namespace starkernel::hal
