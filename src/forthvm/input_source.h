#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/fixed_string.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"

namespace starkernel::forthvm {

enum class SourceKind : std::uint8_t {
  kTerminal,  ///< Lines typed by the user.
  kString,    ///< A string in the envelope, for EVALUATE.
  kFile,      ///< Lines of a source file.
  kBlock,     ///< A block, as one line of 1024 characters.
};

/// One level of nested input.
struct InputSource {
  SourceKind kind = SourceKind::kTerminal;
  GuestAddr text{};                             ///< Where the current line lies in the envelope.
  ByteCount length{};                           ///< Of the current line.
  Cell suspended_to_in = 0;                     ///< >IN while a source above is being read.
  std::size_t name_begin = 0;                   ///< Where the name begins that was parsed last.
  std::uint32_t line = 0;                       ///< Lines read so far.
  Cell file = 0;                                ///< The number of a file.
  bool is_included = false;                     ///< A file by name, for REQUIRED.
  ByteCount line_position{};                    ///< Where in the file the current line begins.
  std::uint64_t block = 0;                      ///< The number of a block.
  FixedString<kMaximumNameLength> file_name{};  ///< For messages.
};

}  // namespace starkernel::forthvm
