#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/output_words.h"

/// DUMP: memory in hexadecimal and as text, whatever BASE is.
namespace starkernel::forthvm::dump_words {

inline constexpr std::size_t kBytesInLine = 16;

inline void WriteLine(VmState& vm, GuestAddr address, std::span<const std::byte> bytes) {
  TextWriter text(vm.output);
  Format(text, "{}", address);
  for (std::size_t index = 0; index < kBytesInLine; ++index) {
    text.Text(index % 8 == 0 ? "  " : " ");
    if (index < bytes.size()) {
      Format(text, "{:02x}", std::to_integer<unsigned>(bytes[index]));
    } else {
      text.Text("  ");
    }
  }
  text.Text("  ");
  for (const char character : AsText(bytes)) {
    const bool is_shown = character >= ' ' && character <= '~';
    text.Character(is_shown ? character : '.');
  }
  text.Line();
}

/// Writes a line and comes again for the rest.
inline Status Dump(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(address, length)) {
    return vm.ThrowAddress(instruction, address, length);
  }
  vm.output.FreshLine();
  if (length.value() == 0) {
    vm.data.Drop(2);
    return Status::kNext;
  }
  const ByteCount now(std::min<std::uint64_t>(length.value(), kBytesInLine));
  if (const Status there = vm.Readable(instruction, address, now); there != Status::kNext) {
    return there;
  }
  WriteLine(vm, address, vm.memory.Bytes(address, now));
  vm.data.Top() -= static_cast<Cell>(now.value());
  vm.data.Top(1) += static_cast<Cell>(now.value());
  return output_words::Again(vm, instruction);
}

inline constexpr std::array kWords{
    Word{"DUMP", Checked<2, 0, Dump>, "( addr u -- )",
         "Show u bytes of memory, in hexadecimal and as text."},
};

}  // namespace starkernel::forthvm::dump_words
