#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/fixed_vector.h"
#include "src/forthvm/cell.h"

namespace starkernel::parity {

/// How a case comes to its end.
enum class Ending : std::uint8_t {
  kDone,   ///< All of its source was interpreted.
  kThrow,  ///< A THROW that nobody caught.
  kWait,   ///< It waits for the terminal.
  kBye,    ///< BYE, or something like it.
};

/// What has to be there when a case has come to its end.
struct Expectation {
  static constexpr std::size_t kMostItems = 64;

  FixedVector<forthvm::Cell, kMostItems> stack{};  ///< The data stack, bottom first.
  Ending ending = Ending::kDone;
  forthvm::Cell thrown = 0;    ///< The code, for kThrow.
  std::size_t parked = 0;      ///< Return-stack items, for kWait; otherwise there may be none.
  std::string_view message{};  ///< Of the report of kThrow, escaped; any if empty.
  std::string_view output{};   ///< Everything written before the end, escaped.
  std::string_view text{};     ///< All of this as it stands in the corpus, for reports.
};

/// One case: a source, interpreted as a file by a VM instance of its own.
struct PostCase {
  std::uint32_t line = 0;      ///< Where the case ends in its file, from 1.
  std::string_view source{};   ///< One line or several.
  std::string_view keys{};     ///< What is typed meanwhile, escaped.
  std::string_view needed{};   ///< A word without which the case is skipped, or nothing.
  std::string_view problem{};  ///< Why the case is no case; then only `line` is meant.
  Expectation expected{};
};

/// Cases that belong together, in a file of their own in `corpus`.
struct PostModule {
  std::string_view name;
  std::uint32_t line = 0;  ///< Of the file, where the text begins.
  std::string_view text;   ///< See PostReader.
};

}  // namespace starkernel::parity
