#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace starkernel::console {

/// Puts a UTF-8 code point together byte by byte. Well-formed is what the Unicode Standard,
/// table 3-7, lists, without the C1 controls U+0080 to U+009F, which terminals obey.
class CodePointAssembler {
 public:
  /// Whether `byte` can be the next byte of the code point.
  [[nodiscard]] bool Accepts(std::uint8_t byte) const;

  /// Adds an accepted byte; panics if it is not. If the code point was complete, starts anew.
  void Append(std::uint8_t byte);

  /// Whether bytes have been taken that do not make a code point yet.
  [[nodiscard]] bool partial() const { return missing_ > 0; }

  /// The bytes of the last complete code point; empty if it is partial or there was none.
  [[nodiscard]] std::string_view code_point() const [[clang::lifetimebound]];

  /// Forgets everything taken.
  void Reset() { *this = CodePointAssembler(); }

 private:
  void Start(std::uint8_t lead);

  std::array<char, 4> bytes_{};
  std::size_t size_ = 0;
  std::size_t missing_ = 0;
  std::uint8_t lowest_next_ = 0;  ///< Bounds of the next byte while partial.
  std::uint8_t highest_next_ = 0;
};

}  // namespace starkernel::console
