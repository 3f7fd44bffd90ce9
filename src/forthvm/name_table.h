#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/panic.h"
#include "src/base/strong_number.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// A place in a NameTable.
using NameSlot = StrongNumber<struct NameSlotTag, std::size_t>;

/// A hash table of words, one for each name that there is: open addressing, and in a slot besides
/// the place of the word's header sixteen bits of its hash, so that what is not looked for is
/// passed over without a look at its name. Knows hashes, not names: those who ask compare.
class NameTable {
 public:
  /// The greatest place of a header that a slot can hold.
  static constexpr std::uint32_t kGreatestPlace = 0xffff;

  /// The slots must outlive the table, and be a power of two and more than there will be words; or
  /// none, and nothing is looked for or put in.
  explicit NameTable(std::span<std::uint32_t> slots) : slots_(slots) {
    Require(slots.empty() || std::has_single_bit(slots.size()),
            "name slots are not a power of two");
  }

  [[nodiscard]] bool empty() const { return slots_.empty(); }
  [[nodiscard]] std::span<std::uint32_t> slots() const [[clang::lifetimebound]] { return slots_; }

  /// The slot whose word `is_sought(HeaderIndex)` accepts, or the free one where it belongs.
  template <typename IsSought>
  [[nodiscard, gnu::always_inline]] NameSlot Find(std::uint64_t hash,
                                                  const IsSought& is_sought) const {
    std::size_t slot = Home(hash);
    while (slots_[slot] != kFree &&
           (slots_[slot] >> kTagShift != Tag(hash) || !is_sought(WordAt(NameSlot(slot))))) {
      slot = Next(slot);
    }
    return NameSlot(slot);
  }

  /// The word in the slot; index 0 if it is free.
  [[nodiscard]] HeaderIndex WordAt(NameSlot slot) const {
    return HeaderIndex(slots_[slot.value()] & kGreatestPlace);
  }

  /// Puts a word with that hash into a slot that Find() gave for it.
  void Put(NameSlot slot, std::uint64_t hash, HeaderIndex word) {
    slots_[slot.value()] = static_cast<std::uint32_t>(Tag(hash) << kTagShift) | word.value();
  }

  /// Frees the slot, and moves those behind it up that were put there for want of it.
  /// `hash_of(HeaderIndex)` is what a word was put in with.
  template <typename HashOf>
  void Erase(NameSlot slot, const HashOf& hash_of) {
    std::size_t free = slot.value();
    for (std::size_t next = Next(free); slots_[next] != kFree; next = Next(next)) {
      const std::size_t home = Home(hash_of(WordAt(NameSlot(next))));
      if (Distance(home, next) >= Distance(free, next)) {
        slots_[free] = slots_[next];
        free = next;
      }
    }
    slots_[free] = kFree;
  }

 private:
  static constexpr std::uint32_t kFree = 0;
  static constexpr unsigned kTagShift = 16;

  [[nodiscard]] std::size_t Home(std::uint64_t hash) const { return hash & (slots_.size() - 1); }
  [[nodiscard]] std::size_t Next(std::size_t slot) const { return Home(slot + 1); }
  [[nodiscard]] std::size_t Distance(std::size_t from, std::size_t to) const {
    return Home(to - from);
  }
  [[nodiscard]] static std::uint64_t Tag(std::uint64_t hash) { return hash >> 48U; }

  std::span<std::uint32_t> slots_;
};

}  // namespace starkernel::forthvm
