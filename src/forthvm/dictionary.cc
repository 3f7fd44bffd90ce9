#include "src/forthvm/dictionary.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/name_key.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

Dictionary::Dictionary(std::span<WordHeader> headers, std::span<char> names,
                       std::span<std::uint32_t> buckets)
    : headers_(headers), names_(names), buckets_(buckets) {
  Require(std::has_single_bit(buckets.size()), "hash buckets are not a power of two");
  Require(headers.size() <= std::numeric_limits<std::int32_t>::max(), "too many word headers");
  Require(names.size() <= std::numeric_limits<std::uint32_t>::max(), "too much name storage");
  std::ranges::fill(buckets_, 0);
}

Result<WordId> Dictionary::Add(std::string_view name) {
  Require(name.size() <= kMaximumNameLength, "word name too long");
  if (count_ >= headers_.size()) {
    return Error::kCapacity;
  }
  if (name.size() > names_.size() - names_used_) {
    return Error::kOutOfMemory;
  }
  CopyInto(names_.subspan(names_used_), name);
  headers_[count_] = {.name_offset = static_cast<std::uint32_t>(names_used_),
                      .name_length = static_cast<std::uint8_t>(name.size()),
                      .flags = Bits(WordFlag::kUnusable),
                      .wordlist = current_.value(),
                      .key = KeyOf(name).start};
  names_used_ += name.size();
  return WordId(count_++);
}

void Dictionary::Reveal(WordId word) {
  WordHeader& header = Header(word);
  header.flags = static_cast<std::uint8_t>(header.flags & ~Bits(WordFlag::kUnusable));
  if (header.name_length == 0) {
    return;
  }
  std::uint32_t& bucket = Bucket(KeyOf(Name(word)).hash);
  header.next = bucket;
  bucket = word.value();
}

void Dictionary::Abandon(WordId word, bool keep_id) {
  Require(word.value() + 1 == count_ && Header(word).Has(WordFlag::kUnusable),
          "only the unfinished newest word can be abandoned");
  names_used_ = Header(word).name_offset;
  if (keep_id) {
    Header(word) = {.name_offset = Header(word).name_offset, .flags = Bits(WordFlag::kUnusable)};
    return;
  }
  --count_;
}

bool Dictionary::IsNamed(std::uint32_t candidate, std::string_view name, std::uint64_t key) const {
  const WordHeader& header = headers_[candidate];
  return header.key == key && header.name_length == name.size() &&
         SameBehindKey(name, Name(WordId(candidate)));
}

WordId Dictionary::Find(std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return kNoWord;
  }
  const NameKey key = KeyOf(name);
  WordId found = kNoWord;
  Cell found_place = kMaximumOrder + 1;
  for (std::uint32_t candidate = Bucket(key.hash); candidate != kNoWord.value();
       candidate = headers_[candidate].next) {
    if (!IsNamed(candidate, name, key.start)) {
      continue;
    }
    const Cell place = headers_[headers_[candidate].wordlist].value;
    if (place == 1) {
      return WordId(candidate);
    }
    // An older word of the same wordlist does not replace a newer one.
    if (place != 0 && place < found_place) {
      found = WordId(candidate);
      found_place = place;
    }
  }
  return found;
}

WordId Dictionary::FindIn(WordId wordlist, std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return kNoWord;
  }
  const NameKey key = KeyOf(name);
  std::uint32_t candidate = Bucket(key.hash);
  while (candidate != kNoWord.value() && (headers_[candidate].wordlist != wordlist.value() ||
                                          !IsNamed(candidate, name, key.start))) {
    candidate = headers_[candidate].next;
  }
  return WordId(candidate);
}

void Dictionary::SetOrder(const SearchOrder& order) {
  for (const WordId wordlist : order_.items()) {
    Header(wordlist).value = 0;
  }
  order_ = order;
  // From the end on, so that the first place of a wordlist that has several counts.
  Cell place = static_cast<Cell>(order.items().size());
  for (const WordId wordlist : std::views::reverse(order_.items())) {
    Header(wordlist).value = place;
    --place;
  }
}

std::string_view Dictionary::Name(WordId word) const {
  const WordHeader& header = Header(word);
  return std::string_view(names_.subspan(header.name_offset, header.name_length));
}

}  // namespace starkernel::forthvm
