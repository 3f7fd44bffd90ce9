#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::ipc {

/// No place of a pool.
inline constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

/// Nodes of a span, which are taken and given back one by one; free ones are linked by `Next`. The
/// span must outlive the pool; nodes beyond 2^32 - 1 are not used. The last may be a reserve: which
/// they are does not matter, only that so many are left.
template <typename Node, std::uint32_t Node::* Next>
class NodePool {
 public:
  explicit NodePool(std::span<Node> nodes, std::size_t reserve = 0)
      : nodes_(nodes.first(std::min<std::size_t>(nodes.size(), kNoPlace))),
        open_(nodes_.size() - std::min(reserve, nodes_.size())) {}

  /// A place, as whoever had it left it, or kNoPlace if there is none beside the reserve.
  [[nodiscard]] std::uint32_t Take() { return used_ < open_ ? TakeAny() : kNoPlace; }

  /// The same from the reserve, too.
  [[nodiscard]] std::uint32_t TakeAny() {
    std::uint32_t taken = free_;
    if (taken != kNoPlace) {
      free_ = nodes_[taken].*Next;
    } else if (fresh_ < nodes_.size()) {
      taken = fresh_;
      ++fresh_;
    } else {
      return kNoPlace;
    }
    ++used_;
    return taken;
  }

  void GiveBack(std::uint32_t place) {
    nodes_[place].*Next = free_;
    free_ = place;
    --used_;
  }

  /// Gives a place back that is never to be used again.
  void Retire() {
    --used_;
    --open_;
  }

  /// Whether the place was ever taken.
  [[nodiscard]] bool Knows(std::uint32_t place) const { return place < fresh_; }

  [[nodiscard]] Node& operator[](std::uint32_t place) [[clang::lifetimebound]] {
    return nodes_[place];
  }
  [[nodiscard]] const Node& operator[](std::uint32_t place) const [[clang::lifetimebound]] {
    return nodes_[place];
  }

  [[nodiscard]] std::size_t used() const { return used_; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// How many may be taken beside the reserve.
  [[nodiscard]] std::size_t open() const { return open_; }

 private:
  std::span<Node> nodes_;
  std::size_t used_ = 0;
  std::size_t open_;
  std::uint32_t fresh_ = 0;        ///< Places from here on were never taken.
  std::uint32_t free_ = kNoPlace;  ///< The first of those given back.
};

}  // namespace starkernel::ipc
