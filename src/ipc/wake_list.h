#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/ids.h"
#include "src/base/panic.h"

namespace starkernel::ipc {

/// The VM instances that no longer wait because of an operation, in the order in which they are to
/// be woken. No operation wakes more than two.
class WakeList {
 public:
  static constexpr std::size_t kMaximum = 2;

  constexpr void Add(VmId vm) {
    Require(size_ < kMaximum, "an operation wakes more than two VM instances");
    vms_.at(size_) = vm;
    ++size_;
  }

  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr std::span<const VmId> vms() const [[clang::lifetimebound]] {
    return std::span(vms_).first(size_);
  }

 private:
  std::array<VmId, kMaximum> vms_{};
  std::uint32_t size_ = 0;
};

}  // namespace starkernel::ipc
