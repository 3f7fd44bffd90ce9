#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/fixed_string.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"

namespace starkernel::forthvm {

enum class SourceKind : std::uint8_t {
  kTerminal,  ///< Lines typed by the user.
  kString,    ///< A string in the envelope, for EVALUATE.
  kFile,      ///< Lines of a source file.
};

/// One level of nested input.
struct InputSource {
  SourceKind kind = SourceKind::kTerminal;
  GuestAddr text{};                             ///< Where the current line lies in the envelope.
  ByteCount length{};                           ///< Of the current line.
  Cell suspended_to_in = 0;                     ///< >IN while a source above is being read.
  std::size_t name_begin = 0;                   ///< Where the name begins that was parsed last.
  std::uint32_t line = 0;                       ///< Lines read so far.
  std::span<const char> unread{};               ///< What is left of a file.
  std::span<const char> content{};              ///< All of a file.
  std::size_t line_begin = 0;                   ///< Where in a file the current line begins.
  FixedString<kMaximumNameLength> file_name{};  ///< For messages.
};

}  // namespace starkernel::forthvm
