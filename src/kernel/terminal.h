#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/console/line_editor.h"
#include "src/forthvm/host.h"
#include "src/hal/console.h"
#include "src/kernel/source_library.h"

namespace starkernel::kernel {

/// The terminal of VM[0]: the machine's console behind a line editor, and the files that VM[0]
/// may name.
class Terminal final : public forthvm::Host {
 public:
  Terminal(hal::Console& console, SourceLibrary& sources)
      : console_(console), sources_(sources), editor_(console) {}

  void Write(std::string_view text) override { console_.Write(text); }
  forthvm::LineResult ReadLine(std::span<char> buffer) override;
  forthvm::KeyResult PeekKey() override;
  void TakeKey() override { seen_.reset(); }
  Result<std::span<const char>> OpenSource(std::string_view name) override {
    return sources_.Open(name);
  }

 private:
  /// The next byte: the one that PeekKey() saw, else a new one.
  hal::ConsoleInput NextByte();

  hal::Console& console_;
  SourceLibrary& sources_;
  console::LineEditor editor_;
  std::optional<std::uint8_t> seen_;  ///< Shown by PeekKey(), not yet taken.
};

}  // namespace starkernel::kernel
