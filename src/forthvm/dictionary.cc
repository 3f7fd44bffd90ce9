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
  Require(!headers.empty(), "no word headers");
  std::ranges::fill(buckets_, 0);
  headers_.front() = {};
}

Result<WordId> Dictionary::Add(std::string_view name) {
  Require(name.size() <= kMaximumNameLength, "word name too long");
  if (count_ >= headers_.size() || next_id_ > std::numeric_limits<std::int32_t>::max()) {
    return Error::kCapacity;
  }
  if (name.size() > names_.size() - names_used_) {
    return Error::kOutOfMemory;
  }
  CopyInto(names_.subspan(names_used_), name);
  headers_[count_] = {.name_offset = static_cast<std::uint32_t>(names_used_),
                      .name_length = static_cast<std::uint8_t>(name.size()),
                      .flags = Bits(WordFlag::kUnusable),
                      .id = next_id_,
                      .wordlist = IndexOf(current_).value(),
                      .key = KeyOf(name).start};
  names_used_ += name.size();
  ++count_;
  return WordId(next_id_++);
}

void Dictionary::Reveal(WordId word) {
  const HeaderIndex index = IndexOf(word);
  WordHeader& header = Header(index);
  header.flags = static_cast<std::uint8_t>(header.flags & ~Bits(WordFlag::kUnusable));
  if (header.name_length == 0) {
    return;
  }
  // The newest comes first. Words that a VM instance is born with may be revealed after newer ones.
  std::uint32_t* place = &Bucket(KeyOf(Name(index)).hash);
  while (*place > index.value()) {
    place = &headers_[*place].next;
  }
  Require(*place != index.value(), "a word is revealed twice");
  header.next = *place;
  *place = index.value();
}

void Dictionary::Truncate(HeaderIndex first, WordId substitute) {
  SearchOrder remaining;
  for (const WordId wordlist : order_.items()) {
    if (IndexOf(wordlist) < first) {
      remaining.Append(wordlist);
    }
  }
  SetOrder(remaining);
  if (IndexOf(current_) >= first) {
    current_ = substitute;
  }
  while (count_ > first.value()) {
    --count_;
    const HeaderIndex newest(count_);
    std::uint32_t& bucket = Bucket(KeyOf(Name(newest)).hash);
    if (bucket == count_) {
      bucket = Header(newest).next;
    }
    names_used_ = Header(newest).name_offset;
  }
}

HeaderIndex Dictionary::SearchIndex(WordId word) const {
  // Most words that are asked for were made after the last FORGET.
  const std::uint32_t forgotten = next_id_ - count_;
  if (const std::uint32_t guess = word.value() - forgotten;
      guess != 0 && guess < count_ && headers_[guess].id == word.value()) {
    return HeaderIndex(guess);
  }
  std::uint32_t low = 0;
  std::uint32_t high = count_;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (headers_[middle].id <= word.value() ? low : high) = middle;
  }
  return headers_[low].id == word.value() ? HeaderIndex(low) : HeaderIndex(0);
}

HeaderIndex Dictionary::Older(HeaderIndex word, WordId wordlist) const {
  std::uint32_t index = std::min(word.value(), count_);
  while (index > 1) {
    --index;
    if (IsListed(HeaderIndex(index), wordlist)) {
      return HeaderIndex(index);
    }
  }
  return HeaderIndex(0);
}

bool Dictionary::IsNamed(std::uint32_t candidate, std::string_view name, std::uint64_t key) const {
  const WordHeader& header = headers_[candidate];
  return header.key == key && header.name_length == name.size() && !header.Has(WordFlag::kHidden) &&
         SameBehindKey(name, Name(HeaderIndex(candidate)));
}

HeaderIndex Dictionary::FindName(std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return HeaderIndex(0);
  }
  const NameKey key = KeyOf(name);
  HeaderIndex found(0);
  Cell found_place = kMaximumOrder + 1;
  for (std::uint32_t candidate = Bucket(key.hash); candidate != 0;
       candidate = headers_[candidate].next) {
    if (!IsNamed(candidate, name, key.start)) {
      continue;
    }
    const Cell place = headers_[headers_[candidate].wordlist].value;
    if (place == 1) {
      return HeaderIndex(candidate);
    }
    // An older word of the same wordlist does not replace a newer one.
    if (place != 0 && place < found_place) {
      found = HeaderIndex(candidate);
      found_place = place;
    }
  }
  return found;
}

HeaderIndex Dictionary::FindNameIn(WordId wordlist, std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return HeaderIndex(0);
  }
  const NameKey key = KeyOf(name);
  const std::uint32_t belongs_to = IndexOf(wordlist).value();
  std::uint32_t candidate = Bucket(key.hash);
  while (candidate != 0 &&
         (headers_[candidate].wordlist != belongs_to || !IsNamed(candidate, name, key.start))) {
    candidate = headers_[candidate].next;
  }
  return HeaderIndex(candidate);
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

std::string_view Dictionary::Name(HeaderIndex word) const {
  const WordHeader& header = Header(word);
  return std::string_view(names_.subspan(header.name_offset, header.name_length));
}

}  // namespace starkernel::forthvm
