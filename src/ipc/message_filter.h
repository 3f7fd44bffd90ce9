#pragma once

#include <cstdint>

#include "src/base/ids.h"

namespace starkernel::ipc {

/// Which messages somebody wants: all of them, those of one sender, those with one tag, or both.
class MessageFilter {
 public:
  /// Every message.
  constexpr MessageFilter() = default;

  [[nodiscard]] static constexpr MessageFilter From(VmId sender) {
    return MessageFilter().AndFrom(sender);
  }
  [[nodiscard]] static constexpr MessageFilter Tagged(std::uint64_t tag) {
    MessageFilter filter;
    filter.by_tag_ = true;
    filter.tag_ = tag;
    return filter;
  }
  /// The same, of that sender alone.
  [[nodiscard]] constexpr MessageFilter AndFrom(VmId sender) const {
    MessageFilter filter = *this;
    filter.by_sender_ = true;
    filter.sender_ = sender;
    return filter;
  }

  /// Whether every message will do.
  [[nodiscard]] constexpr bool any() const { return !by_sender_ && !by_tag_; }
  [[nodiscard]] constexpr bool Matches(VmId sender, std::uint64_t tag) const {
    return (!by_sender_ || sender == sender_) && (!by_tag_ || tag == tag_);
  }

  friend constexpr bool operator==(const MessageFilter&, const MessageFilter&) = default;

 private:
  std::uint64_t tag_ = 0;
  VmId sender_;
  bool by_sender_ = false;
  bool by_tag_ = false;
};

}  // namespace starkernel::ipc
