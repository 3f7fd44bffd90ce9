#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

#include "tests/fuzz/coverage.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {

/// Changes inputs by chance, the same way for the same seed.
class Mutator {
 public:
  /// No input grows beyond this.
  static constexpr std::size_t kLongest = 4096;

  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  /// A number below `bound`, which is not 0.
  [[nodiscard]] std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  /// Changes `input` in one, two or four ways: bits, bytes, numbers of one to eight bytes
  /// (little-endian), parts left out, doubled, inserted or taken from `other`, and numbers that the
  /// code under test compared.
  void Change(Input& input, const Input& other, std::span<const Comparison> comparisons);

 private:
  void ChangeOnce(Input& input, const Input& other, std::span<const Comparison> comparisons);
  void SetNumber(Input& input);
  void AddToNumber(Input& input);
  void Insert(Input& input);
  void Erase(Input& input);
  void CopyPart(Input& input, const Input& from);
  void Satisfy(Input& input, const Comparison& comparison);
  /// Where a part of `size` bytes begins, or was to begin in something shorter.
  [[nodiscard]] std::size_t PlaceIn(const Input& input, std::size_t size);
  [[nodiscard]] std::byte AnyByte();
  [[nodiscard]] std::uint64_t Notable();

  std::mt19937_64 random_;
};

}  // namespace starkernel::fuzz
