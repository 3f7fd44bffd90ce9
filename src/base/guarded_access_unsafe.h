#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel {

// Single accesses to memory that may turn out not to be there: pages that come when touched, when
// there is none left, and pages that may only be read. Each is one instruction, and where it is
// refused it has not happened. The addresses that an access may not touch at all are somebody
// else's business.
//
// SAFETY, for the whole file: an access touches just the bytes of the span or the byte that it is
// given, whose owner vouches for them; "memory" keeps other accesses on their side of it. If the
// machine refuses the access, the handler of its fault finds the instruction's address in the table
// of access_fixups.h, which the same statement fills, and goes on at the label `refused`, where no
// output is looked at. The table's sections are kept by the linker ("R") and go where their
// functions go ("?"); both numbers are distances from where they stand, so that it needs no
// relocation.

/// Reads eight bytes, the lowest first, into `value`. False if the page refuses it.
[[nodiscard, gnu::always_inline]] inline bool TryLoad(std::span<const std::byte, 8> from,
                                                      std::uint64_t& value) {
  std::uint64_t loaded;
  asm goto(
      "1: movq (%[from]), %[loaded]\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      : [loaded] "=r"(loaded)
      : [from] "r"(from.data())
      : "memory"
      : refused);
  value = loaded;
  return true;
refused:
  return false;
}

/// Writes eight bytes, the lowest first. False if the page refuses it; nothing is written then.
[[nodiscard, gnu::always_inline]] inline bool TryStore(std::span<std::byte, 8> to,
                                                       std::uint64_t value) {
  asm goto(
      "1: movq %[value], (%[to])\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      :
      : [to] "r"(to.data()), [value] "r"(value)
      : "memory"
      : refused);
  return true;
refused:
  return false;
}

/// Adds `value` to the eight bytes, modulo 2^64. False if the page refuses it; nothing is written
/// then.
[[nodiscard, gnu::always_inline]] inline bool TryAdd(std::span<std::byte, 8> to,
                                                     std::uint64_t value) {
  asm goto(
      "1: addq %[value], (%[to])\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      :
      : [to] "r"(to.data()), [value] "r"(value)
      : "memory", "cc"
      : refused);
  return true;
refused:
  return false;
}

/// Reads a byte into `value`. False if the page refuses it.
[[nodiscard, gnu::always_inline]] inline bool TryLoad(const std::byte& from, std::uint64_t& value) {
  std::uint64_t loaded;
  asm goto(
      "1: movzbq (%[from]), %[loaded]\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      : [loaded] "=r"(loaded)
      : [from] "r"(&from)
      : "memory"
      : refused);
  value = loaded;
  return true;
refused:
  return false;
}

/// Writes a byte. False if the page refuses it; nothing is written then.
[[nodiscard, gnu::always_inline]] inline bool TryStore(std::byte& to, std::uint8_t value) {
  asm goto(
      "1: movb %[value], (%[to])\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      :
      : [to] "r"(&to), [value] "q"(value)
      : "memory"
      : refused);
  return true;
refused:
  return false;
}

/// Makes sure that the page of `byte` can be written, without changing what anybody sees there. An
/// atomic instruction, as other processors may write to the page. False if the page refuses it.
[[nodiscard, gnu::always_inline]] inline bool TryTouchToWrite(std::byte& byte) {
  asm goto(
      "1: lock orb $0, (%[byte])\n\t"
      ".pushsection access_fixups,\"aR?\",@progbits\n\t"
      ".long 1b - .\n\t"
      ".long %l[refused] - .\n\t"
      ".popsection"
      :
      : [byte] "r"(&byte)
      : "memory", "cc"
      : refused);
  return true;
refused:
  return false;
}

}  // namespace starkernel
