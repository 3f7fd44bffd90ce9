#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/character.h"

namespace starkernel::forthvm {

/// How many locals the open definition and those around it can have together.
inline constexpr std::size_t kMaximumLocals = 64;

/// The longest name of a local.
inline constexpr std::size_t kMaximumLocalName = 31;

/// The name of a local.
struct NamedLocal {
  std::uint8_t length = 0;
  std::array<char, kMaximumLocalName> characters{};
};

/// The names of the locals of the definitions being compiled, outermost definition first.
class LocalNames {
 public:
  /// The storage must outlive this.
  explicit LocalNames(std::span<NamedLocal> names) : names_(names) {}

  /// Goes on in other storage that holds the same.
  void Use(std::span<NamedLocal> names) { names_ = names; }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Adds a name of at most kMaximumLocalName characters. Error::kCapacity if the storage is full.
  Result<void> Add(std::string_view name) {
    if (size_ == names_.size()) {
      return Error::kCapacity;
    }
    NamedLocal& added = names_[size_];
    added.length = static_cast<std::uint8_t>(name.size());
    CopyInto(std::span<char>(added.characters), name);
    ++size_;
    return {};
  }

  /// The place of the newest local of that name, if there is one at `base` or behind it.
  [[nodiscard]] std::optional<std::size_t> Find(std::string_view name, std::size_t base) const {
    for (std::size_t place = size_; place > base; --place) {
      const NamedLocal& candidate = names_[place - 1];
      if (SameIgnoringCase(
              std::string_view(std::span(candidate.characters).first(candidate.length)), name)) {
        return place - 1;
      }
    }
    return std::nullopt;
  }

  /// Turns the names at `first` and behind it round.
  void ReverseFrom(std::size_t first) {
    for (std::size_t last = size_; first + 1 < last; ++first) {
      --last;
      std::swap(names_[first], names_[last]);
    }
  }
  /// Forgets the names at `size` and behind it.
  void Truncate(std::size_t size) { size_ = size; }

 private:
  std::span<NamedLocal> names_;
  std::size_t size_ = 0;
};

}  // namespace starkernel::forthvm
