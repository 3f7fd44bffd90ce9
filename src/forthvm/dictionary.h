#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// No word.
inline constexpr WordId kNoWord{0};

/// The longest name that a word can have.
inline constexpr std::size_t kMaximumNameLength = 255;

/// All words of one VM instance: headers by word id, names, one hash index over the names of
/// all wordlists, and the search order. Names differ by more than case. Of several words with
/// one name the wordlist that is searched first decides, and in it the newest word.
///
/// A wordlist is a word too: any with WordFlag::kWordlist, named or not, whose id is the
/// wordlist's. Each word belongs to the wordlist that was the compilation wordlist when it was
/// made.
class Dictionary {
 public:
  /// The spans must outlive the dictionary; `buckets` has a power of two of elements.
  Dictionary(std::span<WordHeader> headers, std::span<char> names,
             std::span<std::uint32_t> buckets);

  /// Makes a word of the compilation wordlist that cannot be found until Reveal(). Error::kCapacity
  /// if the headers are used up, Error::kOutOfMemory if the names are. The name must not exceed
  /// kMaximumNameLength.
  Result<WordId> Add(std::string_view name);

  /// Lets Find() find the word, before any older word of that name.
  void Reveal(WordId word);

  /// Takes back the newest word, which must not have been revealed. Its id is free again
  /// unless `keep_id` says that somebody may know it.
  void Abandon(WordId word, bool keep_id);

  /// The word that the search order finds for the name, or kNoWord.
  [[nodiscard]] WordId Find(std::string_view name) const;

  /// The newest word of that name in the wordlist, or kNoWord.
  [[nodiscard]] WordId FindIn(WordId wordlist, std::string_view name) const;

  /// What Find() searches; every item must be a wordlist.
  [[nodiscard]] const SearchOrder& order() const [[clang::lifetimebound]] { return order_; }
  void SetOrder(const SearchOrder& order);

  /// The compilation wordlist.
  [[nodiscard]] WordId current() const { return current_; }
  void SetCurrent(WordId wordlist) { current_ = wordlist; }

  [[nodiscard]] bool IsWordlist(WordId word) const {
    return IsWord(word) && Header(word).Has(WordFlag::kWordlist) &&
           !Header(word).Has(WordFlag::kUnusable);
  }

  [[nodiscard]] bool IsWord(WordId word) const { return word != kNoWord && word.value() < count_; }
  [[nodiscard]] WordHeader& Header(WordId word) [[clang::lifetimebound]] {
    return headers_[word.value()];
  }
  [[nodiscard]] const WordHeader& Header(WordId word) const [[clang::lifetimebound]] {
    return headers_[word.value()];
  }
  [[nodiscard]] std::string_view Name(WordId word) const [[clang::lifetimebound]];

  /// The instruction that executes the word.
  [[nodiscard]] Instruction InstructionFor(WordId word) const {
    return {Header(word).opcode, 0, static_cast<std::int32_t>(word.value())};
  }

  /// One beyond the newest word id.
  [[nodiscard]] std::uint32_t end() const { return count_; }
  [[nodiscard]] std::size_t header_capacity() const { return headers_.size(); }
  [[nodiscard]] std::size_t name_capacity() const { return names_.size(); }

 private:
  [[nodiscard]] std::uint32_t& Bucket(std::uint64_t hash) const [[clang::lifetimebound]] {
    return buckets_[hash & (buckets_.size() - 1)];
  }
  [[nodiscard]] bool IsNamed(std::uint32_t candidate, std::string_view name,
                             std::uint64_t key) const;

  std::span<WordHeader> headers_;
  std::span<char> names_;
  std::span<std::uint32_t> buckets_;
  SearchOrder order_;
  WordId current_ = kNoWord;
  std::uint32_t count_ = 1;
  std::size_t names_used_ = 0;
};

}  // namespace starkernel::forthvm
