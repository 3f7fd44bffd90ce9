#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::hal::screen {

/// What a code point turned out to be, in the terms of ECMA-48.
enum class Action : std::uint8_t {
  kNone,             ///< Part of a sequence, or the end of one that means nothing here.
  kPrint,            ///< A character to show.
  kControl,          ///< A C0 control, except ESC.
  kEscape,           ///< ESC and a final character.
  kControlSequence,  ///< ESC [, parameters, and a final character.
};

/// Splits text into characters, controls and escape sequences. Sequences that are not for a screen
/// (device control and operating system strings, unknown intermediates) are swallowed whole. The
/// parameters of the last control sequence stay until the next begins.
class EscapeParser {
 public:
  /// Sequences may have more parameters; those are ignored.
  static constexpr std::size_t kMostParameters = 16;
  /// Larger parameters count as this.
  static constexpr std::uint32_t kLargestParameter = 9999;

  [[nodiscard]] Action Feed(char32_t code_point);

  /// Whether the control sequence was marked as private by `?`.
  [[nodiscard]] bool question() const { return question_; }

  /// The parameters given, 0 for those left out.
  [[nodiscard]] std::span<const std::uint32_t> parameters() const [[clang::lifetimebound]] {
    return std::span(parameters_).first(std::min(count_, kMostParameters));
  }

  /// Parameter `index` as a count or place: at least 1, which also stands for one left out.
  [[nodiscard]] std::uint32_t CountAt(std::size_t index) const {
    return index < parameters().size() ? std::max(parameters()[index], 1U) : 1;
  }

  /// Parameter `index` as a choice: 0 if left out.
  [[nodiscard]] std::uint32_t ChoiceAt(std::size_t index) const {
    return index < parameters().size() ? parameters()[index] : 0;
  }

 private:
  enum class State : std::uint8_t {
    kGround,
    kEscape,
    kIntermediate,
    kControl,
    kString,
    kStringEnd
  };

  [[nodiscard]] Action InEscape(char32_t code_point);
  [[nodiscard]] Action InControl(char32_t code_point);
  void InString(char32_t code_point);
  void TakeParameter(char32_t code_point);

  State state_ = State::kGround;
  bool question_ = false;
  bool unknown_ = false;  ///< Has what no sequence for a screen has.
  std::array<std::uint32_t, kMostParameters> parameters_{};
  std::size_t count_ = 0;
};

}  // namespace starkernel::hal::screen
