#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// The names of the files that a VM instance has interpreted whole, for REQUIRED, and how many
/// words there were then: what is forgotten takes the names with it of the files that came later
/// (Forth-2012, 11.6.2.2144.50).
class IncludedNames {
 public:
  /// `storage` must outlive this.
  explicit IncludedNames(std::span<char> storage [[clang::lifetimebound]]) : storage_(storage) {}

  /// Goes on in other storage that holds the same.
  void Use(std::span<char> storage [[clang::lifetimebound]]) { storage_ = storage; }

  [[nodiscard]] std::size_t capacity() const { return storage_.size(); }

  [[nodiscard]] bool Contains(std::string_view name) const {
    for (std::size_t place = 0; place < used_; place += SizeAt(place)) {
      if (NameAt(place) == name) {
        return true;
      }
    }
    return false;
  }

  /// Adds a name of at most 255 bytes unless it is there; `words_end` is one beyond the newest
  /// word. Error::kCapacity if there is no room.
  Result<void> Add(std::string_view name, HeaderIndex words_end) {
    if (Contains(name)) {
      return {};
    }
    if (kHeading + name.size() > storage_.size() - used_) {
      return Error::kCapacity;
    }
    const std::uint32_t end = words_end.value();
    const std::array heading{static_cast<char>(name.size()), static_cast<char>(end & 0xFFU),
                             static_cast<char>(end >> 8U & 0xFFU),
                             static_cast<char>(end >> 16U & 0xFFU), static_cast<char>(end >> 24U)};
    CopyInto(storage_.subspan(used_), heading);
    CopyInto(storage_.subspan(used_ + kHeading), name);
    used_ += kHeading + name.size();
    return {};
  }

  /// The word at `first` and all newer ones go, and the names of the files that were interpreted
  /// whole since it was made.
  void Forget(HeaderIndex first) {
    std::size_t kept = 0;
    for (std::size_t place = 0; place < used_;) {
      const std::size_t size = SizeAt(place);
      if (WordsEndAt(place) <= first.value()) {
        CopyInto(storage_.subspan(kept), storage_.subspan(place, size));
        kept += size;
      }
      place += size;
    }
    used_ = kept;
  }

 private:
  /// The name's length and the words there were, in four bytes, lowest first.
  static constexpr std::size_t kHeading = 5;

  [[nodiscard]] std::uint32_t ByteAt(std::size_t place) const {
    return static_cast<unsigned char>(storage_[place]);
  }
  [[nodiscard]] std::size_t SizeAt(std::size_t place) const { return kHeading + ByteAt(place); }
  [[nodiscard]] std::string_view NameAt(std::size_t place) const [[clang::lifetimebound]] {
    return std::string_view(storage_).substr(place + kHeading, ByteAt(place));
  }
  [[nodiscard]] std::uint32_t WordsEndAt(std::size_t place) const {
    return ByteAt(place + 1) | ByteAt(place + 2) << 8U | ByteAt(place + 3) << 16U |
           ByteAt(place + 4) << 24U;
  }

  std::span<char> storage_;
  std::size_t used_ = 0;
};

}  // namespace starkernel::forthvm
