#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/strong_number.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"

namespace starkernel::forthvm {

/// Properties of a word.
enum class WordFlag : std::uint8_t {
  kNone = 0,
  kImmediate = 1,       ///< Executed even while compiling.
  kCompileOnly = 2,     ///< Has no meaning while interpreting.
  kUnusable = 4,        ///< Not finished, or abandoned by a failed definition.
  kWordlist = 8,        ///< It stands for a wordlist: its id is the wordlist's.
  kHidden = 16,         ///< Not found by its name.
  kSynonym = 32,        ///< Another name of the word whose token is its value.
  kBehindAnother = 64,  ///< Set only while a table is filled: another word's chain leads to it.
};

[[nodiscard]] constexpr std::uint8_t Bits(WordFlag flag) { return static_cast<std::uint8_t>(flag); }

/// The place of a word's header, which compiled code names words by. It is given back when the
/// word is forgotten, and with it all code that could name it: only newer words can.
using HeaderIndex = StrongNumber<struct HeaderIndexTag, std::uint32_t>;

/// What the kernel knows of one word. Index 0 is no word.
struct WordHeader {
  std::uint32_t name_offset = 0;  ///< Into the name storage.
  std::uint8_t name_length = 0;   ///< 0 for a word without a name.
  std::uint8_t flags = 0;         ///< WordFlag bits.
  std::uint16_t opcode = 0;       ///< What an instruction that executes this word does.
  std::uint32_t id = 0;           ///< The word id: grows with the index, never used again.
  std::uint32_t next = 0;         ///< A word of the same name in another wordlist, or 0.
  std::uint32_t shadowed = 0;     ///< The next older word of that name in the same wordlist, or 0.
  std::uint32_t wordlist = 0;     ///< The index of the word that stands for its wordlist.
  std::uint32_t code_start = 0;   ///< The body, or the DOES> part of a created word.
  std::uint32_t code_length = 0;  ///< In instructions; 0 if there is no code.
  std::uint8_t comment_length = 0;      ///< Of the stack comment, which lies behind the name.
  Shortcut shortcut = Shortcut::kNone;  ///< For an instruction that executes this word alone.
  std::uint64_t key = 0;                ///< NameKey::start.
  Cell value = 0;          ///< Data address, constant, value, deferred or another word's token, or
                           ///< place from 1 on of a wordlist in the search order, 0 outside it.
  Cell second_value = 0;   ///< High cell of a double constant or value.
  GuestAddr data_start{};  ///< HERE before the word was made, for FORGET.

  [[nodiscard]] bool Has(WordFlag flag) const { return (flags & Bits(flag)) != 0; }
  [[nodiscard]] bool IsA(Opcode kind) const { return opcode == static_cast<std::uint16_t>(kind); }
  /// Whether code of its own was compiled for the word: a created word's is another word's, as is
  /// that of a synonym, which does what the other word does.
  [[nodiscard]] bool OwnsCode() const {
    return !Has(WordFlag::kSynonym) && (IsA(Opcode::kCall) || IsA(Opcode::kMarker));
  }
  void Set(WordFlag flag) { flags = static_cast<std::uint8_t>(flags | Bits(flag)); }
  void Toggle(WordFlag flag) { flags = static_cast<std::uint8_t>(flags ^ Bits(flag)); }
};

}  // namespace starkernel::forthvm
