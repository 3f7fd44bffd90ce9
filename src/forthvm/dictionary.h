#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// No word.
inline constexpr WordId kNoWord{0};

/// The longest name that a word can have.
inline constexpr std::size_t kMaximumNameLength = 255;

/// All words of one VM instance: headers by word id, names, and a hash index over both.
/// Names differ by more than case; of several words with one name the newest is found.
class Dictionary {
 public:
  /// The spans must outlive the dictionary; `buckets` has a power of two of elements.
  Dictionary(std::span<WordHeader> headers, std::span<char> names,
             std::span<std::uint32_t> buckets);

  /// Makes a word that cannot be found until Reveal(). Error::kCapacity if the headers are
  /// used up, Error::kOutOfMemory if the names are. The name must not exceed
  /// kMaximumNameLength.
  Result<WordId> Add(std::string_view name);

  /// Lets Find() find the word, before any older word of that name.
  void Reveal(WordId word);

  /// Takes back the newest word, which must not have been revealed. Its id is free again
  /// unless `keep_id` says that somebody may know it.
  void Abandon(WordId word, bool keep_id);

  /// The newest word of that name, or kNoWord.
  [[nodiscard]] WordId Find(std::string_view name) const;

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
  [[nodiscard]] std::uint32_t& Bucket(std::string_view name) const [[clang::lifetimebound]];

  std::span<WordHeader> headers_;
  std::span<char> names_;
  std::span<std::uint32_t> buckets_;
  std::uint32_t count_ = 1;
  std::size_t names_used_ = 0;
};

}  // namespace starkernel::forthvm
