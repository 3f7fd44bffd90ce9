#include "src/devices/register_access.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/device_bus.h"
#include "src/hal/memory_region.h"

namespace starkernel::devices {

Result<std::uint64_t> RegisterAccess::ReadMemory(PhysAddr address, hal::AccessWidth width) {
  TRY(ReachMemory(address, width));
  return bus_.ReadMemory(address, width);
}

Result<void> RegisterAccess::WriteMemory(PhysAddr address, hal::AccessWidth width,
                                         std::uint64_t value) {
  TRY(ReachMemory(address, width));
  bus_.WriteMemory(address, width, value);
  return {};
}

Result<std::uint64_t> RegisterAccess::ReadPort(std::uint64_t port, hal::AccessWidth width) {
  const std::uint16_t reached = TRY(ReachPort(port, width));
  return bus_.ReadPort(reached, width);
}

Result<void> RegisterAccess::WritePort(std::uint64_t port, hal::AccessWidth width,
                                       std::uint64_t value) {
  const std::uint16_t reached = TRY(ReachPort(port, width));
  bus_.WritePort(reached, width, value);
  return {};
}

Result<std::uint16_t> RegisterAccess::ReachPort(std::uint64_t port, hal::AccessWidth width) const {
  if (port > std::numeric_limits<std::uint16_t>::max() || width == hal::AccessWidth::kEight) {
    return Error::kOutOfRange;
  }
  if (port % SizeOf(width) != 0) {
    return Error::kMisaligned;
  }
  const auto first = static_cast<std::uint16_t>(port);
  const auto last = static_cast<std::uint16_t>(port + SizeOf(width) - 1);
  return bus_.KeepsPorts(first, last) ? Result<std::uint16_t>(Error::kAlreadyExists)
                                      : Result<std::uint16_t>(first);
}

Result<void> RegisterAccess::ReachMemory(PhysAddr address, hal::AccessWidth width) {
  if (address.value() % SizeOf(width) != 0) {
    return Error::kMisaligned;
  }
  const PhysAddr page = AlignDown(address, kPageSize);
  if (std::ranges::contains(mapped_, page)) {
    return {};
  }
  if (page >= bus_.MemoryEnd()) {
    return Error::kOutOfRange;
  }
  if (bus_.KeepsPage(page) || IsMemory(page)) {
    return Error::kAlreadyExists;
  }
  return MapPage(page);
}

/// Whether there is RAM or something that firmware has its hand on, or may be.
bool RegisterAccess::IsMemory(PhysAddr page) const {
  bool behind_ram = false;
  PhysAddr nearest_end{0};
  for (const hal::MemoryRegion& region : map_.memory) {
    const PhysAddr end = region.base + BytesOf(region.pages);
    if (page >= region.base && page < end) {
      return region.kind != hal::MemoryKind::kDevice;
    }
    if (end <= page && end >= nearest_end) {
      nearest_end = end;
      behind_ram = region.kind == hal::MemoryKind::kUsable;
    }
  }
  return map_.memory_was_cut && behind_ram;
}

Result<void> RegisterAccess::MapPage(PhysAddr page) {
  if (map_.mapper != nullptr) {
    TRY(map_.mapper->Map(bus_.PlaceOf(page), page));
  }
  if (mapped_.Push(page).ok()) {
    return {};
  }
  PhysAddr& replaced = mapped_[oldest_];
  oldest_ = (oldest_ + 1) % kMappedPages;
  if (map_.mapper != nullptr) {
    map_.mapper->Unmap(bus_.PlaceOf(replaced));
  }
  replaced = page;
  return {};
}

}  // namespace starkernel::devices
