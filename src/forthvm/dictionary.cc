#include "src/forthvm/dictionary.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/character.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// FNV-1a over the name in capitals.
std::uint64_t HashOf(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char character : name) {
    hash ^= static_cast<std::uint8_t>(Capital(character));
    hash *= 0x100000001b3;
  }
  return hash ^ (hash >> 32U);
}

}  // namespace

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
                      .flags = Bits(WordFlag::kUnusable)};
  names_used_ += name.size();
  return WordId(count_++);
}

void Dictionary::Reveal(WordId word) {
  WordHeader& header = Header(word);
  header.flags = static_cast<std::uint8_t>(header.flags & ~Bits(WordFlag::kUnusable));
  if (header.name_length == 0) {
    return;
  }
  std::uint32_t& bucket = Bucket(Name(word));
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

WordId Dictionary::Find(std::string_view name) const {
  if (name.empty() || name.size() > kMaximumNameLength) {
    return kNoWord;
  }
  std::uint32_t candidate = Bucket(name);
  while (candidate != kNoWord.value() && !SameIgnoringCase(Name(WordId(candidate)), name)) {
    candidate = headers_[candidate].next;
  }
  return WordId(candidate);
}

std::string_view Dictionary::Name(WordId word) const {
  const WordHeader& header = Header(word);
  return std::string_view(names_.subspan(header.name_offset, header.name_length));
}

std::uint32_t& Dictionary::Bucket(std::string_view name) const {
  return buckets_[HashOf(name) & (buckets_.size() - 1)];
}

}  // namespace starkernel::forthvm
