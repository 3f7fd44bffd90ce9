#include "src/boot/memory_map.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

constexpr std::size_t kDescriptorSize = 40;
constexpr std::uint64_t kPhysicalEnd = std::uint64_t{1} << 52U;
constexpr std::uint64_t kPageBytes = 4096;
constexpr std::uint64_t kRuntimeAttribute = std::uint64_t{1} << 63U;
constexpr std::uint64_t kSpecificPurposeAttribute = std::uint64_t{1} << 18U;

// Kinds by rising precedence where descriptors overlap.
constexpr std::array kPrecedence = {MemoryKind::kUsable,          MemoryKind::kKernelImage,
                                    MemoryKind::kAcpiTables,      MemoryKind::kDevice,
                                    MemoryKind::kFirmwareRuntime, MemoryKind::kReserved};

// How many ranges of each kind cover the place that a sweep has reached.
class Cover {
 public:
  void Pass(const MemoryEdge& edge) {
    std::uint32_t& count = counts_.at(static_cast<std::size_t>(edge.kind));
    count = edge.begins ? count + 1 : count - 1;
  }

  [[nodiscard]] std::optional<MemoryKind> Kind() const {
    for (const MemoryKind kind : kPrecedence | std::views::reverse) {
      if (counts_.at(static_cast<std::size_t>(kind)) > 0) {
        return kind;
      }
    }
    return std::nullopt;
  }

 private:
  std::array<std::uint32_t, kPrecedence.size()> counts_{};
};

// The frames that a descriptor covers.
struct FrameRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

FrameRange FramesOf(std::uint64_t address, std::uint64_t pages, MemoryKind kind) {
  if (pages == 0) {  // Nothing does not grow to page bounds.
    return {};
  }
  const std::uint64_t start = std::min(address, kPhysicalEnd);
  const std::uint64_t most = (kPhysicalEnd - start) / kPageBytes;
  const std::uint64_t end = start + std::min(pages, most) * kPageBytes;
  if (kind == MemoryKind::kUsable) {
    return {.begin = (start + kPageBytes - 1) / kPageBytes, .end = end / kPageBytes};
  }
  return {.begin = start / kPageBytes, .end = (end + kPageBytes - 1) / kPageBytes};
}

// Edges in the order they come in.
class EdgeList {
 public:
  explicit EdgeList(std::span<MemoryEdge> room) : room_(room) {}

  Result<void> Add(const FrameRange& frames, MemoryKind kind) {
    if (frames.begin >= frames.end) {
      return {};
    }
    if (room_.size() - count_ < 2) {
      return Error::kCapacity;
    }
    room_[count_] = {.frame = frames.begin, .kind = kind, .begins = true};
    room_[count_ + 1] = {.frame = frames.end, .kind = kind, .begins = false};
    count_ += 2;
    return {};
  }

  [[nodiscard]] std::span<MemoryEdge> edges() const { return room_.first(count_); }

 private:
  std::span<MemoryEdge> room_;
  std::size_t count_ = 0;
};

Result<std::span<MemoryEdge>> CollectEdges(std::span<const std::byte> descriptors,
                                           std::size_t descriptor_size, const MemoryRegion& image,
                                           std::span<MemoryEdge> edges) {
  EdgeList list(edges);
  for (std::size_t offset = 0; offset < descriptors.size(); offset += descriptor_size) {
    const std::span<const std::byte> descriptor = descriptors.subspan(offset, kDescriptorSize);
    const auto type = TRY(ReadLittleEndian<std::uint32_t>(descriptor, 0));
    const auto address = TRY(ReadLittleEndian<std::uint64_t>(descriptor, 8));
    const auto pages = TRY(ReadLittleEndian<std::uint64_t>(descriptor, 24));
    const auto attributes = TRY(ReadLittleEndian<std::uint64_t>(descriptor, 32));
    const MemoryKind kind = KindOf(type, attributes);
    TRY(list.Add(FramesOf(address, pages, kind), kind));
  }
  TRY(list.Add(FramesOf(image.base.value(), image.pages.value(), image.kind), image.kind));
  return list.edges();
}

// Appends regions, joining neighbours of one kind.
class RegionList {
 public:
  explicit RegionList(std::span<MemoryRegion> room) : room_(room) {}

  Result<void> Add(std::uint64_t begin, std::uint64_t end, MemoryKind kind) {
    const PhysAddr base = AddressOf(FrameNumber(begin));
    const PageCount pages(end - begin);
    if (count_ > 0) {
      MemoryRegion& last = room_[count_ - 1];
      if (last.kind == kind && last.base + BytesOf(last.pages) == base) {
        last.pages += pages;
        return {};
      }
    }
    if (count_ == room_.size()) {
      return Error::kCapacity;
    }
    room_[count_] = {.base = base, .pages = pages, .kind = kind};
    ++count_;
    return {};
  }

  [[nodiscard]] std::span<const MemoryRegion> regions() const { return room_.first(count_); }

 private:
  std::span<MemoryRegion> room_;
  std::size_t count_ = 0;
};

// A heap sort: no recursion and no surprises whatever the order.
void SortByFrame(std::span<MemoryEdge> edges) {
  std::ranges::make_heap(edges, {}, &MemoryEdge::frame);
  std::ranges::sort_heap(edges, {}, &MemoryEdge::frame);
}

}  // namespace

MemoryKind KindOf(std::uint32_t type, std::uint64_t attributes) {
  constexpr std::array kKinds = {
      MemoryKind::kReserved,         // EfiReservedMemoryType
      MemoryKind::kUsable,           // EfiLoaderCode: other applications, which have ended
      MemoryKind::kKernelImage,      // EfiLoaderData
      MemoryKind::kUsable,           // EfiBootServicesCode
      MemoryKind::kUsable,           // EfiBootServicesData
      MemoryKind::kFirmwareRuntime,  // EfiRuntimeServicesCode
      MemoryKind::kFirmwareRuntime,  // EfiRuntimeServicesData
      MemoryKind::kUsable,           // EfiConventionalMemory
      MemoryKind::kReserved,         // EfiUnusableMemory
      MemoryKind::kAcpiTables,       // EfiACPIReclaimMemory
      MemoryKind::kAcpiTables,       // EfiACPIMemoryNVS
      MemoryKind::kDevice,           // EfiMemoryMappedIO
      MemoryKind::kDevice,           // EfiMemoryMappedIOPortSpace
      MemoryKind::kReserved,         // EfiPalCode
      MemoryKind::kReserved,         // EfiPersistentMemory
      MemoryKind::kReserved,         // EfiUnacceptedMemoryType
  };
  const MemoryKind kind = type < kKinds.size() ? kKinds.at(type) : MemoryKind::kReserved;
  if ((attributes & kRuntimeAttribute) != 0 && kind != MemoryKind::kDevice) {
    return MemoryKind::kFirmwareRuntime;
  }
  if ((attributes & kSpecificPurposeAttribute) != 0 && kind == MemoryKind::kUsable) {
    return MemoryKind::kReserved;
  }
  return kind;
}

Result<std::span<const MemoryRegion>> NormalizeMemoryMap(std::span<const std::byte> descriptors,
                                                         std::size_t descriptor_size,
                                                         const MemoryRegion& image,
                                                         std::span<MemoryEdge> edges,
                                                         std::span<MemoryRegion> regions) {
  if (descriptor_size < kDescriptorSize || descriptors.size() % descriptor_size != 0) {
    return Error::kInvalidArgument;
  }
  const std::span<MemoryEdge> used = TRY(CollectEdges(descriptors, descriptor_size, image, edges));
  SortByFrame(used);
  RegionList list(regions);
  Cover cover;
  std::uint64_t reached = 0;
  for (const MemoryEdge& edge : used) {
    const std::optional<MemoryKind> kind = cover.Kind();
    if (kind.has_value() && edge.frame > reached) {
      TRY(list.Add(reached, edge.frame, *kind));
    }
    reached = edge.frame;
    cover.Pass(edge);
  }
  return list.regions();
}

}  // namespace starkernel::boot
