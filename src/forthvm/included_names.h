#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"

namespace starkernel::forthvm {

/// The names of the files that a VM instance has interpreted whole, for REQUIRED. Each lies behind
/// a byte with its length.
class IncludedNames {
 public:
  /// `storage` must outlive this.
  explicit IncludedNames(std::span<char> storage [[clang::lifetimebound]]) : storage_(storage) {}

  [[nodiscard]] std::size_t capacity() const { return storage_.size(); }

  [[nodiscard]] bool Contains(std::string_view name) const {
    std::string_view rest(storage_.first(used_));
    while (!rest.empty()) {
      const auto length = static_cast<unsigned char>(rest.front());
      if (rest.substr(1, length) == name) {
        return true;
      }
      rest.remove_prefix(std::size_t{1} + length);
    }
    return false;
  }

  /// Adds a name of at most 255 bytes unless it is there. Error::kCapacity if there is no room.
  Result<void> Add(std::string_view name) {
    if (Contains(name)) {
      return {};
    }
    if (name.size() + 1 > storage_.size() - used_) {
      return Error::kCapacity;
    }
    storage_[used_] = static_cast<char>(name.size());
    CopyInto(storage_.subspan(used_ + 1), name);
    used_ += name.size() + 1;
    return {};
  }

 private:
  std::span<char> storage_;
  std::size_t used_ = 0;
};

}  // namespace starkernel::forthvm
