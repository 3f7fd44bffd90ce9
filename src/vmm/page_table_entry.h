#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::vmm {

/// What a mapped page allows.
struct PageAttributes {
  hal::Protection protection = hal::Protection::kReadOnly;
  hal::Caching caching = hal::Caching::kWriteBack;
  bool sealed = false;  ///< Never to become writable here: the page is another's too.

  friend constexpr bool operator==(const PageAttributes&, const PageAttributes&) = default;
};

/// One entry of a 4-level table (Intel SDM volume 3, tables 4-15 to 4-20). Entries for pages are
/// supervisor-only and, since Protection cannot say so, never writable and executable at once.
class PageTableEntry {
 public:
  /// An entry that maps nothing.
  constexpr PageTableEntry() = default;
  constexpr explicit PageTableEntry(std::uint64_t raw) : raw_(raw) {}

  /// Points to the table of the next level down. Rights are decided by the page's own entry.
  [[nodiscard]] static constexpr PageTableEntry ForTable(PhysAddr table) {
    return PageTableEntry((table.value() & kAddressBits) | kPresent | kWritable);
  }
  [[nodiscard]] static constexpr PageTableEntry ForPage(PhysAddr page, PageAttributes attributes) {
    return PageTableEntry((page.value() & kAddressBits) | kPresent | AttributeBits(attributes));
  }
  /// A page of 2 MiB or 1 GiB, in a table of level 2 or 3.
  [[nodiscard]] static constexpr PageTableEntry ForLargePage(PhysAddr page,
                                                             PageAttributes attributes) {
    return PageTableEntry(ForPage(page, attributes).raw_ | kLarge);
  }

  [[nodiscard]] constexpr bool present() const { return (raw_ & kPresent) != 0; }
  /// Whether this entry, of a table above level 1, maps a page rather than a table.
  [[nodiscard]] constexpr bool large() const { return (raw_ & kLarge) != 0; }
  [[nodiscard]] constexpr PhysAddr address() const { return PhysAddr(raw_ & kAddressBits); }
  [[nodiscard]] constexpr std::uint64_t raw() const { return raw_; }

  /// The attributes of a page's entry.
  [[nodiscard]] constexpr PageAttributes attributes() const {
    const bool writable = (raw_ & kWritable) != 0;
    const bool executable = (raw_ & kNoExecute) == 0;
    Require(!writable || !executable, "a page is writable and executable");
    PageAttributes attributes;
    if (writable) {
      attributes.protection = hal::Protection::kReadWrite;
    } else if (executable) {
      attributes.protection = hal::Protection::kReadExecute;
    }
    if ((raw_ & kUncached) == kUncached) {
      attributes.caching = hal::Caching::kUncached;
    } else if ((raw_ & kUncached) == kWriteCombining) {
      attributes.caching = hal::Caching::kWriteCombining;
    }
    attributes.sealed = (raw_ & kSealed) != 0;
    return attributes;
  }

 private:
  static constexpr std::uint64_t kPresent = 1U << 0;
  static constexpr std::uint64_t kWritable = 1U << 1;
  /// Write-through and cache-disable together select strong uncacheable, whatever the reset
  /// value of the page attribute table leaves (Intel SDM volume 3, table 12-11).
  static constexpr std::uint64_t kUncached = (1U << 3) | (1U << 4);
  /// Write-through alone selects entry 1 of the page attribute table, which the machine makes write
  /// combining; as it is after a reset, it is write-through, which is right too, but slow.
  static constexpr std::uint64_t kWriteCombining = 1U << 3;
  static constexpr std::uint64_t kLarge = 1U << 7;
  /// There is one address space, so that its translations are kept when the root is loaded again.
  static constexpr std::uint64_t kGlobal = 1U << 8;
  /// One of the bits that the processor leaves to software.
  static constexpr std::uint64_t kSealed = 1U << 9;
  static constexpr std::uint64_t kNoExecute = std::uint64_t{1} << 63;
  static constexpr std::uint64_t kAddressBits = 0x000F'FFFF'FFFF'F000;

  [[nodiscard]] static constexpr std::uint64_t CachingBits(hal::Caching caching) {
    switch (caching) {
      case hal::Caching::kWriteBack: return 0;
      case hal::Caching::kUncached: return kUncached;
      case hal::Caching::kWriteCombining: return kWriteCombining;
    }
    return kUncached;
  }

  [[nodiscard]] static constexpr std::uint64_t AttributeBits(PageAttributes attributes) {
    const std::uint64_t bits =
        kGlobal | CachingBits(attributes.caching) | (attributes.sealed ? kSealed : 0);
    switch (attributes.protection) {
      case hal::Protection::kReadOnly: return bits | kNoExecute;
      case hal::Protection::kReadWrite: return bits | kNoExecute | kWritable;
      case hal::Protection::kReadExecute: return bits;
    }
    return bits | kNoExecute;
  }

  std::uint64_t raw_ = 0;
};

}  // namespace starkernel::vmm
