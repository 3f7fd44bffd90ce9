#pragma once

#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

/// Properties of a word.
enum class WordFlag : std::uint8_t {
  kNone = 0,
  kImmediate = 1,    ///< Executed even while compiling.
  kCompileOnly = 2,  ///< Has no meaning while interpreting.
  kUnusable = 4,     ///< Not finished, or abandoned by a failed definition.
  kWordlist = 8,     ///< It stands for a wordlist: its id is the wordlist's.
};

[[nodiscard]] constexpr std::uint8_t Bits(WordFlag flag) { return static_cast<std::uint8_t>(flag); }

/// What the kernel knows of one word. The word id is the header's index; index 0 is no word.
struct WordHeader {
  std::uint32_t name_offset = 0;  ///< Into the name storage.
  std::uint8_t name_length = 0;   ///< 0 for a word without a name.
  std::uint8_t flags = 0;         ///< WordFlag bits.
  std::uint16_t opcode = 0;       ///< What an instruction that executes this word does.
  std::uint32_t next = 0;         ///< The next older word in the same hash bucket.
  std::uint32_t wordlist = 0;     ///< The word that stands for the wordlist it belongs to.
  std::uint32_t code_start = 0;   ///< The body, or the DOES> part of a created word.
  std::uint32_t code_length = 0;  ///< In instructions; 0 if there is no code.
  std::uint64_t key = 0;          ///< NameKey::start.
  Cell value = 0;         ///< Data address, constant, value, deferred token, or place from 1 on
                          ///< of a wordlist in the search order, 0 if it is not in it.
  Cell second_value = 0;  ///< High cell of a double constant.

  [[nodiscard]] bool Has(WordFlag flag) const { return (flags & Bits(flag)) != 0; }
  [[nodiscard]] bool IsA(Opcode kind) const { return opcode == static_cast<std::uint16_t>(kind); }
};

}  // namespace starkernel::forthvm
