#include "src/pmm/bitmap.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/checked.h"
#include "src/base/panic.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kAllOnes = ~std::uint64_t{0};

/// A range of bits cut at word boundaries: a first word of which `head_mask` is meant, whole
/// words from `body_first` to `body_end`, and a last word of which `tail_mask` is meant. A mask
/// of 0 says that there is no such word.
struct WordCut {
  std::uint64_t head_word = 0;
  std::uint64_t head_mask = 0;
  std::uint64_t body_first = 0;
  std::uint64_t body_end = 0;
  std::uint64_t tail_mask = 0;
};

/// The lowest `count` (0 to 63) bits.
constexpr std::uint64_t LowBits(std::uint64_t count) { return (std::uint64_t{1} << count) - 1; }

WordCut Cut(std::uint64_t first, std::uint64_t count, std::uint64_t size) {
  Require(first <= size && count <= size - first, "bit range outside the bitmap");
  const std::uint64_t end = first + count;
  WordCut cut;
  cut.head_word = first / Bitmap::kBitsPerWord;
  cut.body_first = cut.head_word;
  cut.body_end = end / Bitmap::kBitsPerWord;
  cut.tail_mask = LowBits(end % Bitmap::kBitsPerWord);
  if (first % Bitmap::kBitsPerWord == 0) {
    return cut;
  }
  cut.head_mask = ~LowBits(first % Bitmap::kBitsPerWord);
  cut.body_first = cut.head_word + 1;
  if (cut.body_end < cut.body_first) {  // All in one word.
    cut.head_mask &= cut.tail_mask;
    cut.tail_mask = 0;
    cut.body_end = cut.body_first;
  }
  return cut;
}

/// Whether all bits of the range equal those of `value` (all ones or all zeros).
bool AllEqual(std::span<const std::uint64_t> words, const WordCut& cut, std::uint64_t value) {
  if (cut.head_mask != 0 && ((words[cut.head_word] ^ value) & cut.head_mask) != 0) {
    return false;
  }
  for (const std::uint64_t word : words.subspan(cut.body_first, cut.body_end - cut.body_first)) {
    if (word != value) {
      return false;
    }
  }
  return cut.tail_mask == 0 || ((words[cut.body_end] ^ value) & cut.tail_mask) == 0;
}

}  // namespace

void Bitmap::Set(std::uint64_t first, std::uint64_t count) {
  const WordCut cut = Cut(first, count, size());
  if (cut.head_mask != 0) {
    words_[cut.head_word] |= cut.head_mask;
  }
  std::ranges::fill(words_.subspan(cut.body_first, cut.body_end - cut.body_first), kAllOnes);
  if (cut.tail_mask != 0) {
    words_[cut.body_end] |= cut.tail_mask;
  }
}

void Bitmap::Clear(std::uint64_t first, std::uint64_t count) {
  const WordCut cut = Cut(first, count, size());
  if (cut.head_mask != 0) {
    words_[cut.head_word] &= ~cut.head_mask;
  }
  std::ranges::fill(words_.subspan(cut.body_first, cut.body_end - cut.body_first), 0U);
  if (cut.tail_mask != 0) {
    words_[cut.body_end] &= ~cut.tail_mask;
  }
}

bool Bitmap::AllSet(std::uint64_t first, std::uint64_t count) const {
  return AllEqual(words_, Cut(first, count, size()), kAllOnes);
}

bool Bitmap::AllClear(std::uint64_t first, std::uint64_t count) const {
  return AllEqual(words_, Cut(first, count, size()), 0);
}

std::optional<std::uint64_t> Bitmap::FirstSet(std::uint64_t from, std::uint64_t limit) const {
  return FirstEqual(0, from, limit);
}

std::optional<std::uint64_t> Bitmap::FirstClear(std::uint64_t from, std::uint64_t limit) const {
  return FirstEqual(kAllOnes, from, limit);
}

/// The lowest bit of [from, limit) that is set once every word is XORed with `flip`.
std::optional<std::uint64_t> Bitmap::FirstEqual(std::uint64_t flip, std::uint64_t from,
                                                std::uint64_t limit) const {
  Require(limit <= size(), "bit range outside the bitmap");
  if (from >= limit) {
    return std::nullopt;
  }
  std::uint64_t index = from / kBitsPerWord;
  std::uint64_t mask = ~LowBits(from % kBitsPerWord);
  const std::uint64_t end = (limit - 1) / kBitsPerWord + 1;
  for (; index < end; ++index) {
    const std::uint64_t wanted = (words_[index] ^ flip) & mask;
    if (wanted != 0) {
      const std::uint64_t bit =
          index * kBitsPerWord + static_cast<unsigned>(std::countr_zero(wanted));
      return bit < limit ? std::optional(bit) : std::nullopt;
    }
    mask = kAllOnes;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Bitmap::FindSetRun(std::uint64_t count, std::uint64_t alignment,
                                                std::uint64_t from, std::uint64_t limit) const {
  std::optional<std::uint64_t> set = FirstSet(from, limit);
  while (set.has_value()) {
    const Result<std::uint64_t> start = AlignUp(*set, alignment);
    if (!start.ok() || start.value() > limit || count > limit - start.value()) {
      return std::nullopt;
    }
    const std::optional<std::uint64_t> gap = FirstClear(start.value(), start.value() + count);
    if (!gap.has_value()) {
      return start.value();
    }
    set = FirstSet(*gap, limit);
  }
  return std::nullopt;
}

}  // namespace starkernel::pmm
