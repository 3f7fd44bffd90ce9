#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_point.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {

/// Where hot words are, by their names, in front of a search for them: short names alone, each as
/// it was typed. Whoever searches says which generation of the dictionary it is: what another one
/// found counts for nothing, so that no change of it has to be told.
class HotNames {
 public:
  static constexpr std::size_t kSlots = 32;
  static constexpr std::size_t kLongest = 8;
  /// A word that has cooled to this leaves.
  static constexpr std::int64_t kColdFrom = 10;

  struct Name {
    std::uint64_t characters = 0;  ///< All of them, of 1 to kLongest.
    std::uint64_t hash = 0;
    std::size_t length = 0;
  };

  void Clear() { *this = {}; }

  /// The place of the word of that name, or 0 if it is not here.
  [[nodiscard]] std::uint32_t Find(const Name& name, std::uint64_t generation) {
    const Slot& slot = slots_[name.hash % kSlots];
    const bool found = slot.characters == name.characters && slot.length == name.length &&
                       slot.generation == generation;
    ++lookups_;
    hits_ += found ? 1 : 0;
    return found ? slot.place : 0;
  }

  /// Keeps where a word is, in place of another one if need be.
  void Put(const Name& name, std::uint64_t generation, std::uint32_t place) {
    slots_[name.hash % kSlots] = {.characters = name.characters,
                                  .generation = generation,
                                  .place = place,
                                  .length = static_cast<std::uint32_t>(name.length)};
  }

  /// Takes out the words that are cold.
  void DropCold(std::span<const WordHeat> heats) {
    for (Slot& slot : slots_) {
      if (slot.place >= heats.size() ||
          heats[slot.place].heat.units() <= kColdFrom * FixedPoint::kOne) {
        slot = {};
      }
    }
  }

  [[nodiscard]] std::uint64_t lookups() const { return lookups_; }
  [[nodiscard]] std::uint64_t hits() const { return hits_; }
  /// How many words are here, found by the latest generation or not.
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(slots_, [](const Slot& slot) { return slot.place != 0; }));
  }

 private:
  struct Slot {
    std::uint64_t characters = 0;
    std::uint64_t generation = 0;
    std::uint32_t place = 0;
    std::uint32_t length = 0;  ///< 0: free.
  };

  std::array<Slot, kSlots> slots_{};
  std::uint64_t lookups_ = 0;
  std::uint64_t hits_ = 0;
};

}  // namespace starkernel::physics
