#pragma once

#include <cstdint>

#include "src/base/ids.h"
#include "src/forthvm/vm.h"

namespace starkernel::parity {

/// A word's number in packets and hashes: its creation index, from 0.
[[nodiscard]] constexpr std::uint32_t CreationIndex(WordId word) { return word.value() - 1; }

/// The hash over all words of a VM instance, oldest first, that is the same wherever the same words
/// were made in the same order. Of each word (FNV-1a-64): flags, length of the name, name, ACL
/// default (1 byte, 0 until words have one), creation index (4 bytes), then what it does, if that
/// is not built in: one step after the other as a number of 4 bytes. That is the creation index of
/// the word that the step executes, or kStepBase and the opcode of what only compiled code has,
/// followed by
/// - the value of a literal (8 bytes, however it is stored),
/// - the distance of a branch (4 bytes, from the next instruction),
/// - the creation index of a word that the step is about (4 bytes), of which 0 less 1 is none,
/// - the number of steps that DOES> gives to the created word (4 bytes).
/// A word that holds values is one such step with its values (8 bytes each). Numbers are little
/// endian. No address of code is hashed; data addresses are, as they are offsets in the envelope.
[[nodiscard]] std::uint64_t CanonicalHash(const forthvm::Vm& vm);

/// Added to an opcode, to tell it from a creation index.
inline constexpr std::uint32_t kStepBase = 0x8000'0000;

}  // namespace starkernel::parity
