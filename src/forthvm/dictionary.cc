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

Dictionary::Dictionary(const Shared& shared, std::span<WordHeader> headers, std::span<char> names,
                       std::span<std::uint32_t> slots)
    : shared_headers_(shared.headers),
      shared_names_(shared.names),
      shared_table_(shared.table),
      headers_(headers),
      names_(names),
      table_(slots),
      count_(shared_count()),
      next_id_(shared_count()) {
  Require(headers.empty() || headers.size() < slots.size(), "fewer name slots than words");
  Require(shared.headers.size() + headers.size() <= NameTable::kGreatestPlace + 1,
          "too many word headers");
  Require(names.size() <= std::numeric_limits<std::uint32_t>::max(), "too much name storage");
  std::ranges::fill(slots, 0);
}

Dictionary::Dictionary(std::span<WordHeader> headers, std::span<char> names,
                       std::span<std::uint32_t> slots)
    : Dictionary(Shared(), headers, names, slots) {
  Require(!headers.empty(), "no word headers");
  headers_.front() = {};
  count_ = 1;
  next_id_ = 1;
}

Result<Dictionary> Dictionary::Sharing(const Dictionary& model, std::span<WordHeader> headers,
                                       std::span<char> names, std::span<std::uint32_t> slots) {
  Require(model.shared_count() == 0 && model.next_id_ == model.count_,
          "words are shared of which some are shared already, or were forgotten");
  if (model.count_ > kMostShared) {
    return Error::kCapacity;
  }
  Dictionary sharing({.headers = model.headers_.first(model.count_),
                      .names = model.names_.first(model.names_used_),
                      .table = model.table_},
                     headers, names, slots);
  sharing.SetOrder(model.order_);
  sharing.current_ = model.current_;
  return sharing;
}

Dictionary Dictionary::AtBirth(WordId wordlist) const {
  Dictionary born(WhatIsShared(), headers_, names_, table_.slots());
  born.SetOrder({wordlist});
  born.current_ = wordlist;
  return born;
}

Result<WordId> Dictionary::Add(std::string_view name) {
  Require(name.size() <= kMaximumNameLength, "word name too long");
  if (count_ - shared_count() >= headers_.size() ||
      next_id_ > std::numeric_limits<std::int32_t>::max()) {
    return Error::kCapacity;
  }
  if (name.size() > names_.size() - names_used_) {
    return Error::kOutOfMemory;
  }
  CopyInto(names_.subspan(names_used_), name);
  headers_[count_ - shared_count()] = {.name_offset = static_cast<std::uint32_t>(names_used_),
                                       .name_length = static_cast<std::uint8_t>(name.size()),
                                       .flags = Bits(WordFlag::kUnusable),
                                       .id = next_id_,
                                       .wordlist = IndexOf(current_).value(),
                                       .key = KeyOf(name).start};
  names_used_ += name.size();
  ++count_;
  return WordId(next_id_++);
}

template <Dictionary::Part kPart>
const WordHeader& Dictionary::HeaderIn(HeaderIndex word) const {
  return kPart == Part::kShared ? shared_headers_[word.value()]
                                : headers_[word.value() - shared_count()];
}

template <Dictionary::Part kPart>
NameSlot Dictionary::SlotIn(std::string_view name, const NameKey& key) const {
  const NameTable& table = kPart == Part::kShared ? shared_table_ : table_;
  const std::span<const char> names =
      kPart == Part::kShared ? shared_names_ : std::span<const char>(names_);
  return table.Find(key.hash, [this, names, name, &key](HeaderIndex word) {
    const WordHeader& header = HeaderIn<kPart>(word);
    return header.name_length == name.size() && SameButForCase(header.key, key.start) &&
           SameBehindStart(name,
                           std::string_view(names.subspan(header.name_offset, header.name_length)));
  });
}

void Dictionary::Reveal(WordId word) {
  ++generation_;
  const HeaderIndex index = IndexOf(word);
  WordHeader& header = OwnHeader(index);
  header.flags = static_cast<std::uint8_t>(header.flags & ~Bits(WordFlag::kUnusable));
  if (header.name_length == 0) {
    return;
  }
  const NameKey key = KeyOf(Name(index));
  const NameSlot slot = SlotIn<Part::kOwn>(Name(index), key);
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
    OwnHeader(before).next = index.value();
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
  OwnHeader(word).shadowed = Header(newer).shadowed;
  OwnHeader(newer).shadowed = word.value();
}

void Dictionary::UseWords(std::span<WordHeader> headers, std::span<std::uint32_t> slots) {
  Require(headers.empty() || headers.size() < slots.size(), "fewer name slots than words");
  Require(own_count() <= headers.size(), "words are moved to where they do not fit");
  headers_ = headers;
  table_ = NameTable(slots);
  std::ranges::fill(slots, 0);
  // The chains are as they were: the table has the first word of each, to which no other leads.
  const std::span<WordHeader> own = headers_.first(own_count());
  for (const WordHeader& header : own) {
    for (const std::uint32_t behind : {header.next, header.shadowed}) {
      if (behind != 0) {
        OwnHeader(HeaderIndex(behind)).Set(WordFlag::kBehindAnother);
      }
    }
  }
  for (std::uint32_t index = std::max(shared_count(), 1U); index < count_; ++index) {
    WordHeader& header = OwnHeader(HeaderIndex(index));
    if (header.Has(WordFlag::kBehindAnother)) {
      header.Toggle(WordFlag::kBehindAnother);
    } else if (header.name_length != 0 && !header.Has(WordFlag::kUnusable)) {
      const std::uint64_t hash = KeyOf(Name(HeaderIndex(index))).hash;
      table_.Put(table_.Find(hash, [](HeaderIndex) { return false; }), hash, HeaderIndex(index));
    }
  }
}

void Dictionary::Unlink(HeaderIndex word) {
  const WordHeader& header = Header(word);
  const NameKey key = KeyOf(Name(word));
  const NameSlot slot = SlotIn<Part::kOwn>(Name(word), key);
  HeaderIndex successor(header.next);
  if (header.shadowed != 0) {
    successor = HeaderIndex(header.shadowed);
    OwnHeader(successor).next = header.next;
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
    OwnHeader(before).next = successor.value();
  }
}

void Dictionary::Truncate(HeaderIndex first, WordId substitute) {
  ++generation_;
  Require(first.value() >= shared_count(), "shared words are forgotten");
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
    const WordHeader& newest = Header(HeaderIndex(count_));
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
      guess != 0 && guess < count_ && Header(HeaderIndex(guess)).id == word.value()) {
    return HeaderIndex(guess);
  }
  std::uint32_t low = 0;
  std::uint32_t high = count_;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (Header(HeaderIndex(middle)).id <= word.value() ? low : high) = middle;
  }
  return Header(HeaderIndex(low)).id == word.value() ? HeaderIndex(low) : HeaderIndex(0);
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

template <Dictionary::Part kPart>
HeaderIndex Dictionary::FirstIn(std::string_view name, const NameKey& key) const {
  const NameTable& table = kPart == Part::kShared ? shared_table_ : table_;
  return table.empty() ? HeaderIndex(0) : table.WordAt(SlotIn<kPart>(name, key));
}

template <Dictionary::Part kPart>
HeaderIndex Dictionary::Visible(HeaderIndex word) const {
  while (word != HeaderIndex(0) && IsHidden(word)) {
    word = HeaderIndex(HeaderIn<kPart>(word).shadowed);
  }
  return word;
}

template <Dictionary::Part kPart>
void Dictionary::Improve(Finding& finding, std::string_view name, const NameKey& key) const {
  for (HeaderIndex word = FirstIn<kPart>(name, key); word != HeaderIndex(0);
       word = HeaderIndex(HeaderIn<kPart>(word).next)) {
    const std::size_t rank = RankOf(HeaderIn<kPart>(word).wordlist);
    if (rank >= finding.rank) {
      continue;
    }
    if (const HeaderIndex visible = Visible<kPart>(word); visible != HeaderIndex(0)) {
      finding = {.word = visible, .rank = rank};
    }
  }
}

HeaderIndex Dictionary::FindName(std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return HeaderIndex(0);
  }
  const NameKey key = KeyOf(name);
  Finding finding{.rank = kMaximumOrder};
  Improve<Part::kOwn>(finding, name, key);
  if (finding.rank != 0) {
    Improve<Part::kShared>(finding, name, key);
  }
  return finding.word;
}

template <Dictionary::Part kPart>
HeaderIndex Dictionary::VisibleIn(HeaderIndex wordlist, std::string_view name,
                                  const NameKey& key) const {
  HeaderIndex word = FirstIn<kPart>(name, key);
  while (word != HeaderIndex(0) && HeaderIn<kPart>(word).wordlist != wordlist.value()) {
    word = HeaderIndex(HeaderIn<kPart>(word).next);
  }
  return Visible<kPart>(word);
}

HeaderIndex Dictionary::FindNameIn(WordId wordlist, std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return HeaderIndex(0);
  }
  const NameKey key = KeyOf(name);
  const HeaderIndex belongs_to = IndexOf(wordlist);
  const HeaderIndex own = VisibleIn<Part::kOwn>(belongs_to, name, key);
  return own != HeaderIndex(0) ? own : VisibleIn<Part::kShared>(belongs_to, name, key);
}

void Dictionary::SetOrder(const SearchOrder& order) {
  ++generation_;
  for (const WordId wordlist : order_.items()) {
    if (const HeaderIndex index = IndexOf(wordlist); index.value() >= shared_count()) {
      OwnHeader(index).value = 0;
    }
  }
  shared_ranks_.fill(0);
  order_ = order;
  NoteRanks();
}

void Dictionary::NoteRanks() {
  // From the end on, so that the first place of a wordlist that has several counts.
  std::size_t place = order_.items().size();
  for (const WordId wordlist : std::views::reverse(order_.items())) {
    const HeaderIndex index = IndexOf(wordlist);
    if (index.value() >= shared_count()) {
      OwnHeader(index).value = static_cast<Cell>(place);
    } else {
      shared_ranks_[place - 1] = index.value();
    }
    --place;
  }
}

std::string_view Dictionary::NameText(HeaderIndex word, std::size_t skip,
                                      std::size_t length) const {
  const std::span<const char> names =
      word.value() < shared_count() ? shared_names_ : std::span<const char>(names_);
  return std::string_view(names.subspan(Header(word).name_offset + skip, length));
}

std::string_view Dictionary::Comment(HeaderIndex word) const {
  return NameText(word, Header(word).name_length, Header(word).comment_length);
}

bool Dictionary::KeepComment(std::string_view comment) {
  WordHeader& newest = OwnHeader(HeaderIndex(count_ - 1));
  if (comment.size() > kMaximumNameLength || newest.comment_length != 0) {
    return true;
  }
  if (names_used_ + comment.size() > names_.size() / 2) {
    return false;
  }
  CopyInto(names_.subspan(names_used_), comment);
  newest.comment_length = static_cast<std::uint8_t>(comment.size());
  names_used_ += comment.size();
  return true;
}

std::string_view Dictionary::Name(HeaderIndex word) const {
  return NameText(word, 0, Header(word).name_length);
}

}  // namespace starkernel::forthvm
