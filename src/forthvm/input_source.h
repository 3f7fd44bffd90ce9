#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
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
  std::uint32_t line = 0;                       ///< Lines read so far.
  std::span<const char> unread{};               ///< What is left of a file.
  std::array<char, kMaximumNameLength> name{};  ///< Of a file, for messages.
  std::uint8_t name_length = 0;

  [[nodiscard]] std::string_view file_name() const [[clang::lifetimebound]] {
    return std::string_view(name.data(), name_length);
  }
  /// `file` must not exceed kMaximumNameLength.
  void SetFileName(std::string_view file) {
    std::ranges::copy(file, name.begin());
    name_length = static_cast<std::uint8_t>(file.size());
  }
};

}  // namespace starkernel::forthvm
