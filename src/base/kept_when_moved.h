#pragma once

#include <memory>
#include <utility>

namespace starkernel {

/// For tests: an owner that still owns when it was moved from, as any moved-from object may. A
/// container that gives back what leaves it has to do more than to move it out.
class KeptWhenMoved {
 public:
  KeptWhenMoved() = default;
  explicit KeptWhenMoved(std::shared_ptr<int> owned) : owned_(std::move(owned)) {}

  // Declaring these alone makes a move a copy.
  KeptWhenMoved(const KeptWhenMoved&) = default;
  KeptWhenMoved& operator=(const KeptWhenMoved&) = default;
  ~KeptWhenMoved() = default;

 private:
  std::shared_ptr<int> owned_;
};

}  // namespace starkernel
