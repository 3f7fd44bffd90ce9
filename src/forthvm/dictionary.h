#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/name_key.h"
#include "src/forthvm/name_table.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// No word.
inline constexpr WordId kNoWord{0};

/// The longest name that a word can have.
inline constexpr std::size_t kMaximumNameLength = 255;

/// All words of one VM instance: headers, names, one hash table over the names of all
/// wordlists, and the search order. Names differ by more than case. Of several words with one
/// name the wordlist that is searched first decides, and in it the newest word.
///
/// The table has each name once, whatever wordlists have it: from there go a chain with the newest
/// word of each of these, and from each of them one to older words of its wordlist.
///
/// A word has an id, which is its token and never used again, and a header, whose place is given
/// back when the word is forgotten. Ids grow with the places: that is how one is found by the
/// other. Compiled code names headers, programs name ids.
///
/// A wordlist is a word too: any with WordFlag::kWordlist, named or not, whose id is the
/// wordlist's. Each word belongs to the wordlist that was the compilation wordlist when it was
/// made.
///
/// The oldest words may be shared with other dictionaries, in storage that none of them changes:
/// each has a table, chains and storage of its own for newer words, which come before shared ones
/// of their name and wordlist, and notes by itself which shared ones it hides.
class Dictionary {
 public:
  /// The spans must outlive the dictionary. `slots` has a power of two of elements and more than
  /// `headers`, of which there may be NameTable::kGreatestPlace + 1.
  Dictionary(std::span<WordHeader> headers, std::span<char> names, std::span<std::uint32_t> slots);

  /// How many words can be shared.
  static constexpr std::size_t kMostShared = 1024;

  /// Shares the words of `model`, which shares none itself and whose storage has to stay as it is
  /// as long as this is used. The spans, which may be empty, are for newer words. Error::kCapacity
  /// if they are more than kMostShared.
  static Result<Dictionary> Sharing(const Dictionary& model, std::span<WordHeader> headers,
                                    std::span<char> names, std::span<std::uint32_t> slots);

  /// The shared words alone, none of them hidden that was not at first; `wordlist` is what is
  /// searched and the compilation wordlist.
  [[nodiscard]] Dictionary AtBirth(WordId wordlist) const;

  /// Makes a word of the compilation wordlist that cannot be found until Reveal(). Error::kCapacity
  /// if the headers are used up, Error::kOutOfMemory if the names are. The name must not exceed
  /// kMaximumNameLength.
  Result<WordId> Add(std::string_view name);

  /// Lets Find() find the word, before any older word of that name and wordlist, and after any
  /// newer one.
  void Reveal(WordId word);

  /// Forgets the word at `first` and all newer ones. Wordlists among them leave the search
  /// order; if the compilation wordlist is one of them, `substitute` takes its place.
  void Truncate(HeaderIndex first, WordId substitute);

  /// Lets the id of a word that is gone be given again, if it was the last: nobody may have
  /// known it.
  void GiveBackId(WordId word) {
    if (word.value() + 1 == next_id_ && IndexOf(word) == HeaderIndex(0)) {
      --next_id_;
    }
  }

  /// The word that the search order finds for the name, or kNoWord. A synonym's name finds the
  /// word that it is a name of.
  [[nodiscard]] WordId Find(std::string_view name) const { return Meaning(FindName(name)); }

  /// The newest word of that name in the wordlist, or kNoWord; likewise.
  [[nodiscard]] WordId FindIn(WordId wordlist, std::string_view name) const {
    return Meaning(FindNameIn(wordlist, name));
  }

  /// The same, but a synonym itself.
  [[nodiscard]] HeaderIndex FindName(std::string_view name) const;
  [[nodiscard]] HeaderIndex FindNameIn(WordId wordlist, std::string_view name) const;

  /// The word that one is found as: itself unless it is a synonym.
  [[nodiscard]] WordId Meaning(HeaderIndex word) const {
    const WordHeader& header = Header(word);
    return header.Has(WordFlag::kSynonym) ? WordId(static_cast<std::uint32_t>(header.value))
                                          : WordId(header.id);
  }

  /// What Find() searches; every item must be a wordlist.
  [[nodiscard]] const SearchOrder& order() const [[clang::lifetimebound]] { return order_; }
  void SetOrder(const SearchOrder& order);

  /// The compilation wordlist.
  [[nodiscard]] WordId current() const { return current_; }
  void SetCurrent(WordId wordlist) { current_ = wordlist; }

  /// Grows whenever a name may from now on be found as another word, or no longer.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

  [[nodiscard]] bool IsWordlist(WordId word) const {
    const WordHeader& header = Header(word);
    return header.Has(WordFlag::kWordlist) && !header.Has(WordFlag::kUnusable);
  }

  /// Where the header of the word is, or index 0 if there is no such word (any more).
  [[nodiscard]] HeaderIndex IndexOf(WordId word) const {
    const std::uint32_t id = word.value();
    if (id < shared_count()) {
      return HeaderIndex(id);  // Nothing that is shared was ever forgotten.
    }
    if (id < count_ && headers_[id - shared_count()].id == id) [[likely]] {
      return HeaderIndex(id);  // Nothing was forgotten before it was made.
    }
    return SearchIndex(word);
  }
  [[nodiscard]] bool IsWord(WordId word) const { return IndexOf(word) != HeaderIndex(0); }

  [[nodiscard]] const WordHeader& Header(HeaderIndex word) const [[clang::lifetimebound]] {
    const std::uint32_t own = word.value() - shared_count();
    return own < headers_.size() ? headers_[own] : shared_headers_[word.value()];
  }
  /// To be changed: of a word that is not shared.
  [[nodiscard]] WordHeader& OwnHeader(HeaderIndex word) [[clang::lifetimebound]] {
    return headers_[word.value() - shared_count()];
  }
  [[nodiscard]] WordHeader& OwnHeader(WordId word) [[clang::lifetimebound]] {
    return OwnHeader(IndexOf(word));
  }
  [[nodiscard]] const WordHeader& Header(WordId word) const [[clang::lifetimebound]] {
    return Header(IndexOf(word));
  }
  [[nodiscard]] std::string_view Name(HeaderIndex word) const [[clang::lifetimebound]];
  [[nodiscard]] std::string_view Name(WordId word) const [[clang::lifetimebound]] {
    return Name(IndexOf(word));
  }

  /// The stack comment of a word, as a program wrote it; empty if none is kept.
  [[nodiscard]] std::string_view Comment(HeaderIndex word) const [[clang::lifetimebound]];

  /// Keeps a stack comment of the newest word, unless it has one or this one is longer than
  /// kMaximumNameLength. False if it would not leave half of the name storage for names.
  bool KeepComment(std::string_view comment);

  /// The instruction that executes the word.
  [[nodiscard]] Instruction InstructionFor(WordId word) const {
    const HeaderIndex index = IndexOf(word);
    return {Header(index).opcode, 0, static_cast<std::int32_t>(index.value())};
  }

  /// Whether the word has a name, belongs to the wordlist and is not hidden.
  [[nodiscard]] bool IsListed(HeaderIndex word, WordId wordlist) const {
    const WordHeader& header = Header(word);
    return header.name_length != 0 && header.wordlist == IndexOf(wordlist).value() &&
           !header.Has(WordFlag::kUnusable) && !IsHidden(word);
  }

  /// Whether the word is not found by its name, though it is finished.
  [[nodiscard]] bool IsHidden(HeaderIndex word) const {
    return Header(word).Has(WordFlag::kHidden) !=
           (word.value() < shared_count() && (HiddenBits(word) & HiddenBit(word)) != 0);
  }
  void ToggleHidden(HeaderIndex word) {
    ++generation_;
    if (word.value() < shared_count()) {
      hidden_[word.value() / kBitsOfHidden] ^= HiddenBit(word);
    } else {
      OwnHeader(word).Toggle(WordFlag::kHidden);
    }
  }

  /// The next older word than `word` that is listed in the wordlist, or index 0.
  [[nodiscard]] HeaderIndex Older(HeaderIndex word, WordId wordlist) const;

  /// One beyond the newest word id.
  [[nodiscard]] std::uint32_t end() const { return next_id_; }
  /// One beyond the newest word's place.
  [[nodiscard]] HeaderIndex end_index() const { return HeaderIndex(count_); }
  /// How many words are not shared, and how many characters their names have.
  [[nodiscard]] std::size_t own_count() const { return count_ - shared_count(); }
  [[nodiscard]] std::size_t names_used() const { return names_used_; }

  /// Goes on in other storage that holds the same words, with slots that may hold anything.
  void UseWords(std::span<WordHeader> headers, std::span<std::uint32_t> slots);
  /// Goes on in other storage that holds the same names.
  void UseNames(std::span<char> names) { names_ = names; }

  /// How many words there can be, shared ones included.
  [[nodiscard]] std::size_t word_capacity() const { return shared_count() + headers_.size() - 1; }
  /// How many characters there is room for in names of words that are not shared.
  [[nodiscard]] std::size_t name_capacity() const { return names_.size(); }
  /// All headers, for the fast engine: from place 0 on those that are shared, behind them the
  /// others.
  [[nodiscard]] std::span<const WordHeader> shared_headers() const [[clang::lifetimebound]] {
    return shared_headers_;
  }
  [[nodiscard]] std::span<WordHeader> own_headers() const [[clang::lifetimebound]] {
    return headers_;
  }
  /// How many places are shared, index 0 included.
  [[nodiscard]] std::uint32_t shared_count() const {
    return static_cast<std::uint32_t>(shared_headers_.size());
  }

 private:
  struct Shared {
    std::span<const WordHeader> headers;
    std::span<const char> names;
    NameTable table{{}};
  };
  [[nodiscard]] Shared WhatIsShared() const {
    return {.headers = shared_headers_, .names = shared_names_, .table = shared_table_};
  }
  Dictionary(const Shared& shared, std::span<WordHeader> headers, std::span<char> names,
             std::span<std::uint32_t> slots);

  static constexpr std::uint32_t kBitsOfHidden = 64;
  [[nodiscard]] std::uint64_t HiddenBits(HeaderIndex word) const {
    return hidden_[word.value() / kBitsOfHidden];
  }
  [[nodiscard]] static std::uint64_t HiddenBit(HeaderIndex word) {
    return std::uint64_t{1} << (word.value() % kBitsOfHidden);
  }

  [[nodiscard]] HeaderIndex SearchIndex(WordId word) const;
  /// Characters of the name storage from `skip` behind where the word's name begins.
  [[nodiscard]] std::string_view NameText(HeaderIndex word, std::size_t skip,
                                          std::size_t length) const [[clang::lifetimebound]];
  /// The shared words, or the others: each have a table and chains, which lead from one to another
  /// of the same part.
  enum class Part : std::uint8_t { kShared, kOwn };

  /// The header of a word of that part.
  template <Part kPart>
  [[nodiscard, gnu::always_inline]] const WordHeader& HeaderIn(HeaderIndex word) const
      [[clang::lifetimebound]];
  /// The slot of the words of that name, or the free one where they belong.
  template <Part kPart>
  [[nodiscard, gnu::always_inline]] NameSlot SlotIn(std::string_view name,
                                                    const NameKey& key) const;
  /// The first word of that name, of the chain through all wordlists that have it, or index 0.
  template <Part kPart>
  [[nodiscard, gnu::always_inline]] HeaderIndex FirstIn(std::string_view name,
                                                        const NameKey& key) const;
  /// The word, or the newest older one of its name and wordlist if it is hidden, or index 0.
  template <Part kPart>
  [[nodiscard]] HeaderIndex Visible(HeaderIndex word) const;
  struct Finding {
    HeaderIndex word{0};
    std::size_t rank = 0;
  };
  /// Has a word of that name found that is in a wordlist before that of what is found already.
  template <Part kPart>
  [[gnu::always_inline]] void Improve(Finding& finding, std::string_view name,
                                      const NameKey& key) const;
  /// The newest word of that name and wordlist that is not hidden, or index 0.
  template <Part kPart>
  [[nodiscard]] HeaderIndex VisibleIn(HeaderIndex wordlist, std::string_view name,
                                      const NameKey& key) const;
  /// The place from 0 on of a wordlist in the search order; outside it a greater one than any. Of
  /// one that is not shared it stands in its header; those that are shared are few.
  [[nodiscard]] std::size_t RankOf(std::uint32_t wordlist) const {
    if (wordlist >= shared_count()) {
      return Unsigned(headers_[wordlist - shared_count()].value) - 1;
    }
    std::size_t rank = 0;
    while (rank < shared_ranks_.size() && shared_ranks_[rank] != wordlist) {
      ++rank;
    }
    return rank;
  }
  /// Notes the places of the wordlists in the search order where RankOf looks.
  void NoteRanks();
  /// Takes the newest word that can be found out of the table.
  void Shadow(HeaderIndex newer, HeaderIndex word);
  void Unlink(HeaderIndex word);

  std::span<const WordHeader> shared_headers_;
  std::span<const char> shared_names_;
  NameTable shared_table_;
  /// A bit for each shared word: set if it is hidden here, or not, against what its header says.
  std::array<std::uint64_t, kMostShared / kBitsOfHidden> hidden_{};
  std::span<WordHeader> headers_;  ///< Those behind the shared ones.
  std::span<char> names_;
  NameTable table_;
  SearchOrder order_;
  /// At a place in the search order a shared wordlist's header, if one is there.
  std::array<std::uint32_t, kMaximumOrder> shared_ranks_{};
  WordId current_ = kNoWord;
  std::uint32_t count_ = 1;
  std::uint32_t next_id_ = 1;
  std::size_t names_used_ = 0;
  std::uint64_t generation_ = 0;
};

}  // namespace starkernel::forthvm
