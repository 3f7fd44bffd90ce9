#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "src/pmm/area.h"

namespace starkernel::pmm {

/// Which frames are free, by area: the allocator's shared memory. Slot s is a frame of area s /
/// 512.
///
/// Lock-free: any number of processors may call anything but Manage() at the same time. A taker
/// first takes the right to frames, from the area's counter, and then the bits; a giver sets the
/// bits and then raises the counter. So whoever holds rights finds bits, and one repeats an attempt
/// only because another has succeeded.
///
/// A view of words that somebody else owns.
class AreaTable {
 public:
  /// Words that a table of `areas` areas, of which up to `partial` have both frames that are under
  /// management and others, takes.
  [[nodiscard]] static constexpr std::uint64_t Words(std::uint64_t areas, std::uint64_t partial) {
    return (areas + partial) * kWordsPerArea + areas + 2 * HintWords(areas);
  }

  AreaTable() = default;
  /// `storage` has Words(areas, partial) words, all 0, and begins a cache line.
  AreaTable(std::span<std::uint64_t> storage [[clang::lifetimebound]], std::uint64_t areas,
            std::uint64_t partial);

  [[nodiscard]] std::uint64_t areas() const { return entries_.size(); }
  [[nodiscard]] AreaEntry entry(std::uint64_t area) const;

  /// Puts `count` slots from `slot` on under management, free. Not twice, and before anything else.
  void Manage(std::uint64_t slot, std::uint64_t count);

  /// Takes one free slot of `area`, looking first at word `word` of its bitmap.
  [[nodiscard]] std::optional<std::uint64_t> TakeOne(std::uint64_t area, std::uint64_t word);
  /// Takes exactly these slots if all of them are free.
  [[nodiscard]] bool Take(std::uint64_t slot, std::uint64_t count);
  /// Gives slots back. Panics if one of them is free or not under management.
  void Give(std::uint64_t slot, std::uint64_t count);

  /// Reserves `area` if it has a free frame and nobody else has; Unreserve ends that.
  [[nodiscard]] bool Reserve(std::uint64_t area);
  void Unreserve(std::uint64_t area);
  /// Looks again whether all of `area` is free; to be called when that may have ended for a while.
  void CheckWhole(std::uint64_t area);

  /// What kind of area to look for.
  enum class Wanted : std::uint8_t {
    kUsed,   ///< Some, but not all, of its frames are free, and nobody has reserved it.
    kWhole,  ///< All 512 frames are free.
    kAny,    ///< At least one frame is free.
  };
  /// The first such area of [from, limit). 64 areas are looked at at a time.
  [[nodiscard]] std::optional<std::uint64_t> Find(Wanted wanted, std::uint64_t from,
                                                  std::uint64_t limit);

  /// The first `count` free slots in a row of [from, limit), the first of which plus `phase` is a
  /// multiple of `alignment`. They are only looked for, not taken.
  [[nodiscard]] std::optional<std::uint64_t> FindRun(std::uint64_t count, std::uint64_t alignment,
                                                     std::uint64_t phase, std::uint64_t from,
                                                     std::uint64_t limit) const;

 private:
  [[nodiscard]] static constexpr std::uint64_t HintWords(std::uint64_t areas) {
    return (areas + kBitsPerWord - 1) / kBitsPerWord;
  }

  [[nodiscard]] bool TakeRights(std::uint64_t area, std::uint64_t count);
  void GiveRights(std::uint64_t area, std::uint64_t count);
  [[nodiscard]] bool TakePiece(std::uint64_t slot, std::uint64_t count);
  void GivePiece(std::uint64_t slot, std::uint64_t count);
  void GiveArea(std::uint64_t area);
  void RequireManaged(std::uint64_t slot, std::uint64_t count) const;
  void Refresh(std::span<std::uint64_t> hints, std::uint64_t area, std::uint64_t least);
  [[nodiscard]] std::optional<std::uint64_t> FirstFree(std::uint64_t from,
                                                       std::uint64_t limit) const;
  [[nodiscard]] std::optional<std::uint64_t> FirstTaken(std::uint64_t from,
                                                        std::uint64_t limit) const;

  std::span<std::uint64_t> bits_;     ///< By slot, whether it is free.
  std::span<std::uint64_t> masks_;    ///< Managed slots of areas that are so only in part.
  std::span<std::uint64_t> entries_;  ///< AreaEntry by area.
  /// One bit an area. An area with a free frame (or all of them free) has its bit set; one without
  /// may have it too, until a search finds that out.
  std::span<std::uint64_t> any_;
  std::span<std::uint64_t> whole_;
  std::uint64_t masks_used_ = 0;
};

}  // namespace starkernel::pmm
