#include "src/pmm/area_table.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/pmm/area.h"
#include "src/pmm/atomic_word.h"

namespace starkernel::pmm {
namespace {

constexpr std::uint64_t kAllOnes = ~std::uint64_t{0};

/// Slots of `count` from `slot` on that lie in one word, or in one area.
std::uint64_t Piece(std::uint64_t slot, std::uint64_t count, std::uint64_t unit) {
  return std::min(count, unit - slot % unit);
}

}  // namespace

AreaTable::AreaTable(std::span<std::uint64_t> storage, std::uint64_t areas, std::uint64_t partial)
    : bits_(storage.first(areas * kWordsPerArea)),
      masks_(storage.subspan(bits_.size(), partial * kWordsPerArea)),
      entries_(storage.subspan(bits_.size() + masks_.size(), areas)),
      any_(storage.subspan(bits_.size() + masks_.size() + areas, HintWords(areas))),
      whole_(storage.last(HintWords(areas))) {
  Require(storage.size() == Words(areas, partial), "area table in storage of another size");
}

AreaEntry AreaTable::entry(std::uint64_t area) const { return AreaEntry(Load(entries_, area)); }

void AreaTable::Manage(std::uint64_t slot, std::uint64_t count) {
  const std::uint64_t end = slot + count;
  while (slot < end) {
    const std::uint64_t area = slot / kFramesPerArea;
    const std::uint64_t piece = Piece(slot, end - slot, kFramesPerArea);
    std::uint64_t& word = entries_[area];
    const std::uint64_t hint = BitsOfWord(area % kBitsPerWord, 1);
    any_[area / kBitsPerWord] |= hint;
    if (piece == kFramesPerArea) {
      word = AreaEntry::Whole().word();
      whole_[area / kBitsPerWord] |= hint;
      std::ranges::fill(bits_.subspan(area * kWordsPerArea, kWordsPerArea), kAllOnes);
      slot += piece;
      continue;
    }
    if (!AreaEntry(word).managed()) {
      word = AreaEntry::Partial(masks_used_).word();
      ++masks_used_;
    }
    const std::uint64_t mask_base = AreaEntry(word).mask() * kWordsPerArea;
    word += piece * AreaEntry::kOneFrame;
    const std::uint64_t piece_end = slot + piece;
    while (slot < piece_end) {
      const std::uint64_t part = Piece(slot, piece_end - slot, kBitsPerWord);
      const std::uint64_t bits = BitsOfWord(slot % kBitsPerWord, part);
      bits_[slot / kBitsPerWord] |= bits;
      masks_[mask_base + slot / kBitsPerWord % kWordsPerArea] |= bits;
      slot += part;
    }
  }
}

bool AreaTable::TakeRights(std::uint64_t area, std::uint64_t count) {
  std::uint64_t seen = Load(entries_, area);
  do {
    if (AreaEntry(seen).free() < count) {
      return false;
    }
  } while (
      !Atomic(entries_, area).compare_exchange_weak(seen, seen - count * AreaEntry::kOneFrame));
  return true;
}

void AreaTable::GiveRights(std::uint64_t area, std::uint64_t count) {
  const AreaEntry before(Atomic(entries_, area).fetch_add(count * AreaEntry::kOneFrame));
  const std::uint64_t now = before.free() + count;
  Require(now <= kFramesPerArea, "frames freed twice");
  const std::uint64_t hint = BitsOfWord(area % kBitsPerWord, 1);
  const std::uint64_t word = area / kBitsPerWord;
  if ((Load(any_, word) & hint) == 0) {
    Atomic(any_, word).fetch_or(hint);
  }
  if (now == kFramesPerArea && (Load(whole_, word) & hint) == 0) {
    Atomic(whole_, word).fetch_or(hint);
  }
}

std::optional<std::uint64_t> AreaTable::TakeOne(std::uint64_t area, std::uint64_t word) {
  if (!TakeRights(area, 1)) {
    return std::nullopt;
  }
  // The right says that there is a bit, unless somebody takes it before: then there is another.
  for (;; word = (word + 1) % kWordsPerArea) {
    const std::uint64_t index = area * kWordsPerArea + word;
    std::uint64_t seen = Load(bits_, index);
    while (seen != 0) {
      if (Atomic(bits_, index).compare_exchange_weak(seen, seen & (seen - 1))) {
        return index * kBitsPerWord + static_cast<unsigned>(std::countr_zero(seen));
      }
    }
  }
}

bool AreaTable::Take(std::uint64_t slot, std::uint64_t count) {
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t piece = Piece(slot + done, count - done, kFramesPerArea);
    if (!TakePiece(slot + done, piece)) {
      Give(slot, done);
      return false;
    }
    done += piece;
  }
  return true;
}

/// Takes slots that lie in one area.
bool AreaTable::TakePiece(std::uint64_t slot, std::uint64_t count) {
  const std::uint64_t area = slot / kFramesPerArea;
  if (!TakeRights(area, count)) {
    return false;
  }
  if (count == kFramesPerArea) {
    // With all rights in one hand nobody else touches the bits, and all of them are set.
    for (std::uint64_t word = 0; word < kWordsPerArea; ++word) {
      Atomic(bits_, area * kWordsPerArea + word).store(0, std::memory_order_release);
    }
    return true;
  }
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t part = Piece(slot + done, count - done, kBitsPerWord);
    const std::uint64_t bits = BitsOfWord((slot + done) % kBitsPerWord, part);
    const std::uint64_t index = (slot + done) / kBitsPerWord;
    std::uint64_t seen = Load(bits_, index);
    do {
      if ((seen & bits) != bits) {
        GivePiece(slot, done);
        GiveRights(area, count - done);
        return false;
      }
    } while (!Atomic(bits_, index).compare_exchange_weak(seen, seen & ~bits));
    done += part;
  }
  return true;
}

void AreaTable::Give(std::uint64_t slot, std::uint64_t count) {
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t piece = Piece(slot + done, count - done, kFramesPerArea);
    RequireManaged(slot + done, piece);
    GivePiece(slot + done, piece);
    done += piece;
  }
}

/// Gives slots back that lie in one area.
void AreaTable::GivePiece(std::uint64_t slot, std::uint64_t count) {
  if (count == kFramesPerArea) {
    GiveArea(slot / kFramesPerArea);
    return;
  }
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t part = Piece(slot + done, count - done, kBitsPerWord);
    const std::uint64_t bits = BitsOfWord((slot + done) % kBitsPerWord, part);
    const std::uint64_t before = Atomic(bits_, (slot + done) / kBitsPerWord).fetch_or(bits);
    Require((before & bits) == 0, "frames freed twice");
    done += part;
  }
  if (count > 0) {
    GiveRights(slot / kFramesPerArea, count);
  }
}

/// Gives all of an area back. Plain stores will do: if another gave some of it back at the same
/// time, the counter ends above 512.
void AreaTable::GiveArea(std::uint64_t area) {
  for (std::uint64_t word = 0; word < kWordsPerArea; ++word) {
    const std::atomic_ref<std::uint64_t> bits = Atomic(bits_, area * kWordsPerArea + word);
    Require(bits.load(std::memory_order_relaxed) == 0, "frames freed twice");
    bits.store(kAllOnes, std::memory_order_release);
  }
  GiveRights(area, kFramesPerArea);
}

void AreaTable::RequireManaged(std::uint64_t slot, std::uint64_t count) const {
  const AreaEntry area = entry(slot / kFramesPerArea);
  if (area.whole()) {
    return;
  }
  Require(area.managed(), "freed frames were never allocatable");
  const std::uint64_t base = area.mask() * kWordsPerArea;
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t part = Piece(slot + done, count - done, kBitsPerWord);
    const std::uint64_t bits = BitsOfWord((slot + done) % kBitsPerWord, part);
    const std::uint64_t mask = masks_[base + (slot + done) / kBitsPerWord % kWordsPerArea];
    Require((mask & bits) == bits, "freed frames were never allocatable");
    done += part;
  }
}

bool AreaTable::Reserve(std::uint64_t area) {
  const AreaEntry before(Atomic(entries_, area).fetch_or(AreaEntry::kReserved));
  if (before.reserved()) {
    return false;
  }
  if (before.free() == 0) {
    Unreserve(area);
    return false;
  }
  // Single frames are about to leave it: it is no candidate for a large page until all are back.
  if (before.free() == kFramesPerArea) {
    Atomic(whole_, area / kBitsPerWord).fetch_and(~BitsOfWord(area % kBitsPerWord, 1));
  }
  return true;
}

void AreaTable::Unreserve(std::uint64_t area) {
  Atomic(entries_, area).fetch_and(~AreaEntry::kReserved);
  CheckWhole(area);
}

void AreaTable::CheckWhole(std::uint64_t area) {
  const bool hinted = (Load(whole_, area / kBitsPerWord) & BitsOfWord(area % kBitsPerWord, 1)) != 0;
  if (hinted != (entry(area).free() == kFramesPerArea)) {
    Refresh(whole_, area, kFramesPerArea);
  }
}

/// Makes an area's hint say whether `least` frames are free.
void AreaTable::Refresh(std::span<std::uint64_t> hints, std::uint64_t area, std::uint64_t least) {
  const std::uint64_t hint = BitsOfWord(area % kBitsPerWord, 1);
  const std::uint64_t word = area / kBitsPerWord;
  Atomic(hints, word).fetch_and(~hint);
  // Somebody may have given frames back in between, and seen the hint still set.
  if (entry(area).free() >= least) {
    Atomic(hints, word).fetch_or(hint);
  }
}

std::optional<std::uint64_t> AreaTable::Find(Wanted wanted, std::uint64_t from,
                                             std::uint64_t limit) {
  for (std::uint64_t area = from; area < limit;) {
    const std::uint64_t word = area / kBitsPerWord;
    std::uint64_t hints = wanted == Wanted::kWhole ? Load(whole_, word) : Load(any_, word);
    if (wanted == Wanted::kUsed) {
      hints &= ~Load(whole_, word);
    }
    hints >>= area % kBitsPerWord;
    if (hints == 0) {
      area = (word + 1) * kBitsPerWord;
      continue;
    }
    area += static_cast<unsigned>(std::countr_zero(hints));
    if (area >= limit) {
      break;
    }
    const AreaEntry found = entry(area);
    if (wanted == Wanted::kWhole && found.free() != kFramesPerArea) {
      Refresh(whole_, area, kFramesPerArea);
    } else if (found.free() == 0) {
      Refresh(any_, area, 1);
    } else if (wanted != Wanted::kUsed || !found.reserved()) {
      return area;
    }
    ++area;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> AreaTable::FindRun(std::uint64_t count, std::uint64_t alignment,
                                                std::uint64_t phase, std::uint64_t from,
                                                std::uint64_t limit) const {
  std::optional<std::uint64_t> free = FirstFree(from, limit);
  while (free.has_value()) {
    const Result<std::uint64_t> aligned = AlignUp(*free + phase, alignment);
    if (!aligned.ok()) {
      return std::nullopt;
    }
    const std::uint64_t start = aligned.value() - phase;
    if (start > limit || count > limit - start) {
      return std::nullopt;
    }
    const std::optional<std::uint64_t> gap = FirstTaken(start, start + count);
    if (!gap.has_value()) {
      return start;
    }
    free = FirstFree(*gap, limit);
  }
  return std::nullopt;
}

std::optional<std::uint64_t> AreaTable::FirstFree(std::uint64_t from, std::uint64_t limit) const {
  while (from < limit) {
    if (from % kFramesPerArea == 0 && entry(from / kFramesPerArea).free() == 0) {
      from += kFramesPerArea;
      continue;
    }
    const std::uint64_t word = Load(bits_, from / kBitsPerWord) >> (from % kBitsPerWord);
    if (word != 0) {
      from += static_cast<unsigned>(std::countr_zero(word));
      return from < limit ? std::optional(from) : std::nullopt;
    }
    from += kBitsPerWord - from % kBitsPerWord;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> AreaTable::FirstTaken(std::uint64_t from, std::uint64_t limit) const {
  while (from < limit) {
    const std::uint64_t word = ~Load(bits_, from / kBitsPerWord) >> (from % kBitsPerWord);
    if (word != 0) {
      from += static_cast<unsigned>(std::countr_zero(word));
      return from < limit ? std::optional(from) : std::nullopt;
    }
    from += kBitsPerWord - from % kBitsPerWord;
  }
  return std::nullopt;
}

}  // namespace starkernel::pmm
