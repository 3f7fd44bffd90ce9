#include "src/forthvm/dictionary.h"

#include <algorithm>
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
#include "src/forthvm/name_table.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

Dictionary::Dictionary(AsItIs /*tag*/, std::span<WordHeader> headers, std::span<char> names,
                       std::span<std::uint32_t> slots)
    : headers_(headers), names_(names), table_(slots) {
  Require(headers.size() < slots.size(), "fewer name slots than words");
  Require(headers.size() <= NameTable::kGreatestPlace + 1, "too many word headers");
  Require(names.size() <= std::numeric_limits<std::uint32_t>::max(), "too much name storage");
  Require(!headers.empty(), "no word headers");
}

Dictionary::Dictionary(std::span<WordHeader> headers, std::span<char> names,
                       std::span<std::uint32_t> slots)
    : Dictionary(AsItIs(), headers, names, slots) {
  std::ranges::fill(slots, 0);
  headers_.front() = {};
}

Result<Dictionary> Dictionary::CopyOf(const Dictionary& model, std::span<WordHeader> headers,
                                      std::span<char> names, std::span<std::uint32_t> slots) {
  if (headers.size() < model.count_) {
    return Error::kCapacity;
  }
  if (names.size() < model.names_used_) {
    return Error::kOutOfMemory;
  }
  Dictionary copy(AsItIs(), headers, names, slots);
  copy.table_.CopyFrom(model.table_);
  CopyInto(headers, model.headers_.first(model.count_));
  CopyInto(names, model.names_.first(model.names_used_));
  copy.order_ = model.order_;
  copy.current_ = model.current_;
  copy.count_ = model.count_;
  copy.next_id_ = model.next_id_;
  copy.names_used_ = model.names_used_;
  return copy;
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
  const NameKey key = KeyOf(Name(index));
  const NameSlot slot = SlotOf(Name(index), key);
  const HeaderIndex first = table_.WordAt(slot);
  HeaderIndex before(0);
  HeaderIndex older = first;
  while (older != HeaderIndex(0) && Header(older).wordlist != header.wordlist) {
    before = older;
    older = HeaderIndex(Header(older).next);
  }
  if (older > index) {
    // The newest is found. Words that a VM instance is born with, and definitions during which
    // others were made, may be revealed after newer ones.
    Shadow(older, index);
    return;
  }
  Require(older != index, "a word is revealed twice");
  header.shadowed = older.value();
  if (before != HeaderIndex(0) && older != HeaderIndex(0)) {
    header.next = Header(older).next;
    Header(before).next = index.value();
  } else {
    // In front, where the older one was or there is none.
    header.next = older != HeaderIndex(0) ? Header(older).next : first.value();
    table_.Put(slot, key.hash, index);
  }
}

/// Puts `word` where it belongs among the words that `newer`, of its name and wordlist, shadows.
void Dictionary::Shadow(HeaderIndex newer, HeaderIndex word) {
  while (Header(newer).shadowed > word.value()) {
    newer = HeaderIndex(Header(newer).shadowed);
  }
  Require(Header(newer).shadowed != word.value(), "a word is revealed twice");
  Header(word).shadowed = Header(newer).shadowed;
  Header(newer).shadowed = word.value();
}

void Dictionary::Unlink(HeaderIndex word) {
  const WordHeader& header = Header(word);
  const NameKey key = KeyOf(Name(word));
  const NameSlot slot = SlotOf(Name(word), key);
  HeaderIndex successor(header.next);
  if (header.shadowed != 0) {
    successor = HeaderIndex(header.shadowed);
    Header(successor).next = header.next;
  }
  const HeaderIndex first = table_.WordAt(slot);
  if (first == word && successor == HeaderIndex(0)) {
    table_.Erase(slot, [this](HeaderIndex moved) { return KeyOf(Name(moved)).hash; });
  } else if (first == word) {
    table_.Put(slot, key.hash, successor);
  } else {
    HeaderIndex before = first;
    while (Header(before).next != word.value()) {
      before = HeaderIndex(Header(before).next);
    }
    Header(before).next = successor.value();
  }
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
    const WordHeader& newest = headers_[count_];
    if (newest.name_length != 0 && !newest.Has(WordFlag::kUnusable)) {
      Unlink(HeaderIndex(count_));
    }
    names_used_ = newest.name_offset;
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

NameSlot Dictionary::SlotOf(std::string_view name, const NameKey& key) const {
  return table_.Find(key.hash, [this, name, &key](HeaderIndex word) {
    const WordHeader& header = Header(word);
    return header.name_length == name.size() && SameButForCase(header.key, key.start) &&
           SameBehindStart(name, Name(word));
  });
}

HeaderIndex Dictionary::FirstNamed(std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return HeaderIndex(0);
  }
  return table_.WordAt(SlotOf(name, KeyOf(name)));
}

HeaderIndex Dictionary::Visible(HeaderIndex word) const {
  while (word != HeaderIndex(0) && Header(word).Has(WordFlag::kHidden)) {
    word = HeaderIndex(Header(word).shadowed);
  }
  return word;
}

HeaderIndex Dictionary::FindName(std::string_view name) const {
  HeaderIndex found(0);
  UCell found_rank = kMaximumOrder;
  for (HeaderIndex word = FirstNamed(name); word != HeaderIndex(0);
       word = HeaderIndex(Header(word).next)) {
    // Its wordlist's place from 0; outside the search order the greatest number there is.
    const UCell rank = Unsigned(headers_[Header(word).wordlist].value) - 1;
    if (rank >= found_rank) {
      continue;
    }
    if (const HeaderIndex visible = Visible(word); visible != HeaderIndex(0)) {
      found = visible;
      found_rank = rank;
    }
  }
  return found;
}

HeaderIndex Dictionary::FindNameIn(WordId wordlist, std::string_view name) const {
  const std::uint32_t belongs_to = IndexOf(wordlist).value();
  HeaderIndex word = FirstNamed(name);
  while (word != HeaderIndex(0) && Header(word).wordlist != belongs_to) {
    word = HeaderIndex(Header(word).next);
  }
  return Visible(word);
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

std::string_view Dictionary::Comment(HeaderIndex word) const {
  const WordHeader& header = Header(word);
  return std::string_view(
      names_.subspan(header.name_offset + header.name_length, header.comment_length));
}

void Dictionary::KeepComment(std::string_view comment) {
  WordHeader& newest = headers_[count_ - 1];
  if (comment.size() > kMaximumNameLength || newest.comment_length != 0 ||
      names_used_ + comment.size() > names_.size() / 2) {
    return;
  }
  CopyInto(names_.subspan(names_used_), comment);
  newest.comment_length = static_cast<std::uint8_t>(comment.size());
  names_used_ += comment.size();
}

std::string_view Dictionary::Name(HeaderIndex word) const {
  const WordHeader& header = Header(word);
  return std::string_view(names_.subspan(header.name_offset, header.name_length));
}

}  // namespace starkernel::forthvm
