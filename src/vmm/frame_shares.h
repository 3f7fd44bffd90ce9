#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/owned.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::vmm {

class FrameShares;

/// Gives up one owner's part of a frame.
struct GiveUpFrame {
  void operator()(FrameNumber frame) const;
  FrameShares* shares;
};

/// One owner's part of a frame. The frame is given back with its last owner. A page-table entry is
/// an owner too: its part is released into it, and taken over again when the entry is gone.
using CountedFrame = Owned<FrameNumber, GiveUpFrame>;

/// Counts the owners of frames that have more than one. The counts lie in a tree of frames, four
/// levels as those of page tables, of which only the branches with counts are there: what is not
/// shared costs nothing. One caller at a time. Must outlive the parts that it has handed out, and
/// not move before their end.
class FrameShares {
 public:
  /// Frames come from `frames`, and go back there.
  explicit FrameShares(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(&frames) {}
  FrameShares(FrameShares&&) = default;
  FrameShares& operator=(FrameShares&&) = delete;
  FrameShares(const FrameShares&) = delete;
  FrameShares& operator=(const FrameShares&) = delete;
  ~FrameShares() = default;

  /// Takes charge of a frame with one owner, or of a part that somebody has released.
  [[nodiscard]] CountedFrame Own(FrameNumber frame) {
    return CountedFrame(frame, GiveUpFrame{this});
  }

  /// One more owner of a frame that has one. Error::kOutOfMemory if there is no frame to count in,
  /// Error::kOutOfRange beyond 256 TiB.
  [[nodiscard]] Result<CountedFrame> Share(FrameNumber frame);

  /// How many owners the frame has besides one.
  [[nodiscard]] std::uint64_t Others(FrameNumber frame) const;

 private:
  friend struct GiveUpFrame;
  static constexpr unsigned kLevels = 4;
  static constexpr std::uint64_t kPerNode = 512;

  struct Path;

  [[nodiscard]] std::span<std::uint64_t> Node(PhysAddr address) const [[clang::lifetimebound]];
  [[nodiscard]] Path Walk(FrameNumber frame) const;
  [[nodiscard]] Result<void> Extend(Path& path, FrameNumber frame);
  void Prune(const Path& path, FrameNumber frame);
  void GiveUp(FrameNumber frame);

  pmm::FrameAllocator* frames_;
  pmm::FrameRun root_;  ///< Empty while nothing is shared.
};

}  // namespace starkernel::vmm
