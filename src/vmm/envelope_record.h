#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::vmm {

/// Why an access to an envelope was refused.
enum class PageRefusal : std::uint8_t {
  kNoFrame,   ///< The machine has no frame left for the page or for tables that lead to it.
  kLimit,     ///< The envelope holds as many pages as it may.
  kReadOnly,  ///< A store to a page that may only be read.
  kNoWindow,  ///< No page is mapped in this part, where none comes by being touched.
};

/// What an envelope holds, and what it took.
struct EnvelopeStatistics {
  PageCount reserved;          ///< Pages of addresses.
  PageCount limit;             ///< Pages it may hold.
  PageCount resident;          ///< Pages it holds, those that are another's too among them.
  std::uint64_t faults = 0;    ///< Pages that came because they were touched.
  std::uint64_t refusals = 0;  ///< Accesses that were refused.
};

/// Pages in a row within an envelope.
struct EnvelopePart {
  GuestAddr first;  ///< A multiple of the page size.
  PageCount pages;
};

/// No place for an envelope.
inline constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

/// One place for an envelope, as its allocator keeps it, in a cache line. One without pages is not
/// in use: it is free, or belongs to the envelope that begins at `link`.
struct EnvelopeRecord {
  VirtAddr base;
  PageCount kept;  ///< Pages after the null page that stay as they are.
  EnvelopeStatistics statistics;
  std::uint32_t link = kNoPlace;                ///< In a free place: the next free one.
  PageRefusal refusal = PageRefusal::kNoFrame;  ///< The last.
  bool is_inside : 1 = false;    ///< Not the first place of those that go out together.
  bool holds_code : 1 = false;   ///< Its pages may be executable, and nobody else has them.
  bool stays_ready : 1 = false;  ///< When it goes its pages that are kept may wait for the next.
  bool is_vacant : 1 = false;    ///< What is kept is not there either, and none comes.
  std::uint16_t windows = 0;     ///< The last so many pages come only when they are mapped.

  [[nodiscard]] bool in_use() const { return statistics.reserved != PageCount{0}; }
  /// The part whose pages do not come by being touched.
  [[nodiscard]] EnvelopePart WindowPart() const {
    const PageCount pages{windows};
    return {.first = GuestAddr(BytesOf(statistics.reserved - pages).value()), .pages = pages};
  }
  [[nodiscard]] bool Contains(VirtAddr address) const {
    return address >= base && address - base < BytesOf(statistics.reserved);
  }
};

static_assert(sizeof(EnvelopeRecord) == 64);

}  // namespace starkernel::vmm
