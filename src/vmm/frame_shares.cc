#include "src/vmm/frame_shares.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel::vmm {

/// The nodes on the way to a frame's count, from the root down; `depth` of them are there.
struct FrameShares::Path {
  std::array<PhysAddr, kLevels> nodes{};
  unsigned depth = 0;
};

namespace {

/// Which word of the node at `depth` leads to the frame.
std::size_t IndexAt(FrameNumber frame, unsigned depth, unsigned levels) {
  constexpr unsigned kBits = 9;
  return (frame.value() >> (kBits * (levels - 1 - depth))) % (std::size_t{1} << kBits);
}

bool IsZero(std::uint64_t word) { return word == 0; }

}  // namespace

void GiveUpFrame::operator()(FrameNumber frame) const { shares->GiveUp(frame); }

Result<CountedFrame> FrameShares::Share(FrameNumber frame) {
  if (frame.value() >= kPerNode * kPerNode * kPerNode * kPerNode) {
    return Error::kOutOfRange;
  }
  Path path = Walk(frame);
  TRY(Extend(path, frame));
  Node(path.nodes.at(kLevels - 1))[IndexAt(frame, kLevels - 1, kLevels)] += 1;
  return Own(frame);
}

std::uint64_t FrameShares::Others(FrameNumber frame) const {
  const Path path = Walk(frame);
  return path.depth < kLevels
             ? 0
             : Node(path.nodes.at(kLevels - 1))[IndexAt(frame, kLevels - 1, kLevels)];
}

void FrameShares::GiveUp(FrameNumber frame) {
  const Path path = Walk(frame);
  if (path.depth == kLevels) {
    std::uint64_t& others = Node(path.nodes.at(kLevels - 1))[IndexAt(frame, kLevels - 1, kLevels)];
    if (others > 0) {
      --others;
      Prune(path, frame);
      return;
    }
  }
  frames_->Free(pmm::FrameRange{frame, PageCount{1}});
}

std::span<std::uint64_t> FrameShares::Node(PhysAddr address) const {
  return frames_->Words(pmm::FrameRange{FrameOf(address), PageCount{1}});
}

FrameShares::Path FrameShares::Walk(FrameNumber frame) const {
  Path path;
  if (root_.empty()) {
    return path;
  }
  path.nodes.front() = root_.address();
  path.depth = 1;
  while (path.depth < kLevels) {
    const std::uint64_t next =
        Node(path.nodes.at(path.depth - 1))[IndexAt(frame, path.depth - 1, kLevels)];
    if (next == 0) {
      break;
    }
    path.nodes.at(path.depth) = PhysAddr(next);
    ++path.depth;
  }
  return path;
}

/// Adds the nodes that are missing; on an error all new ones are given back.
Result<void> FrameShares::Extend(Path& path, FrameNumber frame) {
  while (path.depth < kLevels) {
    Result<pmm::FrameRun> node = frames_->AllocateZeroed();
    if (!node.ok()) {
      Prune(path, frame);
      return node.error();
    }
    const PhysAddr address = node.value().address();
    if (path.depth == 0) {
      root_ = std::move(node).value();
    } else {
      Node(path.nodes.at(path.depth - 1))[IndexAt(frame, path.depth - 1, kLevels)] =
          address.value();
      static_cast<void>(node.value().Release());
    }
    path.nodes.at(path.depth) = address;
    ++path.depth;
  }
  return {};
}

/// Gives the nodes back that hold nothing any more, from the lowest up.
void FrameShares::Prune(const Path& path, FrameNumber frame) {
  for (unsigned depth = path.depth; depth > 0; --depth) {
    const PhysAddr node = path.nodes.at(depth - 1);
    if (!std::ranges::all_of(Node(node), IsZero)) {
      return;
    }
    if (depth == 1) {
      root_.Reset();
      return;
    }
    Node(path.nodes.at(depth - 2))[IndexAt(frame, depth - 2, kLevels)] = 0;
    frames_->Free(pmm::FrameRange{FrameOf(node), PageCount{1}});
  }
}

}  // namespace starkernel::vmm
