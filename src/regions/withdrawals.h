#pragma once

#include "src/base/intrusive_list.h"
#include "src/regions/window.h"

namespace starkernel::regions {

/// Regions that have windows to be taken out by nobody in particular, since whoever began with it
/// does not go on: in the order in which they came. A region that ends leaves by itself.
class Withdrawals {
 public:
  Withdrawals() = default;
  Withdrawals(const Withdrawals&) = delete;
  Withdrawals& operator=(const Withdrawals&) = delete;
  ~Withdrawals() {
    for (Window* region = First(); region != nullptr; region = First()) {
      Remove(*region);
    }
  }

  /// Nothing happens if it is there already.
  void Add(Window& region [[clang::lifetimebound]]) {
    if (region.left_to == nullptr) {
      region.left_to = this;
      regions_.PushBack(region);
    }
  }
  /// It must be there.
  void Remove(Window& region) {
    regions_.Remove(region);
    region.left_to = nullptr;
  }
  /// Null if there is none.
  [[nodiscard]] Window* First() const [[clang::lifetimebound]] { return regions_.First(); }

 private:
  IntrusiveList<Window, &Window::in_withdrawals> regions_;
};

}  // namespace starkernel::regions
