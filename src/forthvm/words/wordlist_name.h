#pragma once

#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Writes a wordlist by its name, or by its number if it has none.
inline void WriteWordlistName(const VmState& vm, WordId wordlist, TextWriter& text) {
  const std::string_view name = vm.dictionary.Name(wordlist);
  if (name.empty()) {
    text.Text("wordlist-").Decimal(wordlist.value());
  } else {
    WriteShown(name, text);
  }
}

}  // namespace starkernel::forthvm
