#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::ipc {

/// No place of a pool.
inline constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

/// Nodes of a span, which are taken and given back one by one; free ones are linked by `Next`. The
/// span must outlive the pool; nodes beyond 2^32 - 1 are not used.
template <typename Node, std::uint32_t Node::* Next>
class NodePool {
 public:
  explicit NodePool(std::span<Node> nodes)
      : nodes_(nodes.first(std::min<std::size_t>(nodes.size(), kNoPlace))), left_(nodes_.size()) {}

  /// A place, as whoever had it left it, or kNoPlace.
  [[nodiscard]] std::uint32_t Take() {
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
    --left_;
    return taken;
  }

  void GiveBack(std::uint32_t place) {
    nodes_[place].*Next = free_;
    free_ = place;
    --used_;
    ++left_;
  }

  /// Gives a place back that is never to be used again.
  void Retire() { --used_; }

  /// Whether the place was ever taken.
  [[nodiscard]] bool Knows(std::uint32_t place) const { return place < fresh_; }

  [[nodiscard]] Node& operator[](std::uint32_t place) [[clang::lifetimebound]] {
    return nodes_[place];
  }
  [[nodiscard]] const Node& operator[](std::uint32_t place) const [[clang::lifetimebound]] {
    return nodes_[place];
  }

  [[nodiscard]] std::size_t used() const { return used_; }
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  std::span<Node> nodes_;
  std::size_t used_ = 0;
  std::size_t left_;
  std::uint32_t fresh_ = 0;        ///< Places from here on were never taken.
  std::uint32_t free_ = kNoPlace;  ///< The first of those given back.
};

}  // namespace starkernel::ipc
