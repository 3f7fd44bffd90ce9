#pragma once

#include <cstdint>

namespace starkernel::physics {

/// The feedback loops of a VM instance's physics, L1 to L8, as bits of a LoopSet.
enum class Loop : std::uint8_t {
  kHeat = 1,              ///< L1: words that are seen become hotter.
  kWindow = 2,            ///< L2: the window of truth becomes narrower or wider.
  kDecay = 4,             ///< L3: words cool down.
  kTransitions = 8,       ///< L4: what comes after what is counted, and predicted.
  kWindowInference = 16,  ///< L5: the window's width is inferred from its content.
  kDecayInference = 32,   ///< L6: the rate of cooling is inferred from the words' heat.
  kHeartbeat = 64,        ///< L7: ticks come more rarely where nothing changes.
  kModes = 128,           ///< L8: a mode is selected, which switches L5 and L6.
};

/// Which loops are switched on.
class LoopSet {
 public:
  constexpr LoopSet() = default;
  constexpr explicit LoopSet(std::uint8_t bits) : bits_(bits) {}

  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool Has(Loop loop) const {
    return (bits_ & static_cast<std::uint8_t>(loop)) != 0;
  }
  constexpr void Set(Loop loop, bool on) {
    const auto bit = static_cast<std::uint8_t>(loop);
    bits_ = static_cast<std::uint8_t>(on ? bits_ | bit : bits_ & ~bit);
  }

  friend constexpr bool operator==(LoopSet, LoopSet) = default;

 private:
  std::uint8_t bits_ = 0;
};

inline constexpr LoopSet kAllLoops{0xFF};

}  // namespace starkernel::physics
