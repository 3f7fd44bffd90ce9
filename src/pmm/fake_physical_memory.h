#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/physical_memory.h"

namespace starkernel::pmm {

/// Page-aligned RAM for tests: a window onto [base, base + pages), filled with a pattern that is
/// not zero so that missing clearing shows.
class FakePhysicalMemory final : public hal::PhysicalMemory {
 public:
  explicit FakePhysicalMemory(PageCount pages, PhysAddr base = PhysAddr{0})
      : base_(base), pages_(pages.value()) {
    for (Page& page : pages_) {
      page.bytes.fill(std::byte{0xA5});
    }
  }

  Result<std::span<std::byte>> View(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] override {
    const std::span<std::byte> all = std::as_writable_bytes(std::span(pages_));
    if (base < base_) {
      return Error::kOutOfRange;
    }
    const std::uint64_t offset = (base - base_).value();
    if (offset > all.size() || size.value() > all.size() - offset) {
      return Error::kOutOfRange;
    }
    return all.subspan(offset, size.value());
  }

  /// How far behind the beginning of the window bytes of a view lie.
  [[nodiscard]] std::uint64_t OffsetOf(std::span<const std::byte> bytes) {
    return static_cast<std::uint64_t>(
        std::distance(std::as_bytes(std::span(pages_)).data(), bytes.data()));
  }

 private:
  struct alignas(4096) Page {
    std::array<std::byte, 4096> bytes;
  };

  PhysAddr base_;
  std::vector<Page> pages_;
};

}  // namespace starkernel::pmm
