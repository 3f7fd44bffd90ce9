#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/pmm/area.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

/// A part of RAM without large holes. Its frames have slots (see AreaTable) in a row.
struct Section {
  std::uint64_t first_frame = 0;  ///< A multiple of kFramesPerArea.
  std::uint64_t first_slot = 0;   ///< Likewise.
  std::uint64_t frames = 0;       ///< Likewise.
};

/// Which frame has which slot. Large holes between addresses of RAM have no slots, so that no
/// bookkeeping is spent on them. Of each section all is in one zone, and the low zone comes first.
class SectionList {
 public:
  /// Sections that a list may have. A PC has two or three.
  static constexpr std::size_t kMaximum = 16;
  /// A hole of up to so many frames, 128 MiB, is part of the section around it.
  static constexpr std::uint64_t kSmallHole = 64 * kFramesPerArea;

  /// Adds frames behind all that were added before. Those of a zone for which there is no section
  /// any more are left out and counted.
  void Add(FrameRange range);

  [[nodiscard]] std::span<const Section> sections() const [[clang::lifetimebound]] {
    return sections_.items();
  }
  [[nodiscard]] std::uint64_t areas() const { return slots_ / kFramesPerArea; }
  /// Areas of the low zone, which are the first ones.
  [[nodiscard]] std::uint64_t low_areas() const { return low_slots_ / kFramesPerArea; }
  /// Frames that were left out.
  [[nodiscard]] PageCount left_out() const { return left_out_; }

  /// The slot of `frame`, if it is in a section, and how many slots from there on are in that
  /// section.
  struct Place {
    std::uint64_t slot = 0;
    std::uint64_t left = 0;
  };
  [[nodiscard]] std::optional<Place> Find(FrameNumber frame) const {
    for (const Section& section : sections_) {
      // Wraps to something large for a frame below the section.
      const std::uint64_t offset = frame.value() - section.first_frame;
      if (offset < section.frames) {
        return Place{section.first_slot + offset, section.frames - offset};
      }
    }
    return std::nullopt;
  }

  /// The frame of a slot; panics if there is none.
  [[nodiscard]] FrameNumber FrameOfSlot(std::uint64_t slot) const;

 private:
  void AddPiece(std::uint64_t first, std::uint64_t end);

  FixedVector<Section, kMaximum> sections_;
  std::uint64_t slots_ = 0;
  std::uint64_t low_slots_ = 0;
  PageCount left_out_;
};

}  // namespace starkernel::pmm
