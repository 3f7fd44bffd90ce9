#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "src/forthvm/handler.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

inline constexpr std::uint8_t kPlain = 0;
inline constexpr std::uint8_t kImmediate = Bits(WordFlag::kImmediate);
inline constexpr std::uint8_t kCompileOnly = Bits(WordFlag::kCompileOnly);
inline constexpr std::uint8_t kCompiler = kImmediate | kCompileOnly;
inline constexpr std::uint8_t kVocabulary = Bits(WordFlag::kWordlist);

/// A word that every VM instance is born with.
struct Word {
  std::string_view name;
  Handler handler;  ///< Null for a word whose body is code (see system_code.h) or `source`.
  std::string_view stack_effect;
  std::string_view meaning;
  std::uint8_t flags = kPlain;
  /// Forth text that is compiled as the word's body when a VM instance is made (see
  /// source_bodies.h); empty for most.
  std::string_view source{};
  /// What a VM instance has to hold so that the word does what it says; empty: its module's.
  std::string_view capability{};
};

/// Words that belong together. Dictionary, HELP and the word reference come from these.
struct WordModule {
  std::string_view name;
  std::span<const Word> words;
  /// The word with the flag kVocabulary, in any module, that finds the words.
  std::string_view vocabulary = "FORTH";
  /// What a VM instance has to hold so that the words do what they say, unless a word says so.
  std::string_view capability = "none";
};

/// All modules, in the order in which their words get ids and opcodes.
[[nodiscard]] std::span<const WordModule> WordModules();

}  // namespace starkernel::forthvm
