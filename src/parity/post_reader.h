#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/parity/post_case.h"

namespace starkernel::parity {

/// Reads the cases of one module. Its text has lines of these kinds:
///
///     SOURCE -> EXPECTATION         a case; the last arrow between blanks counts
///     SOURCE                        a line of the case's source that the next line goes on with
///     \ COMMENT                     between cases, as are all that follow; so is an empty line
///     needs NAME                    skip what follows in a VM without that word; `needs` ends it
///     file NAME "TEXT"              a file that cases of the module can name
///
/// An expectation is the data stack, bottom first, as numbers (decimal, or hexadecimal behind a $;
/// $ counts modulo 2^64), then in this order, each if there is reason to:
///
///     throw N          ends in THROW N, uncaught; "TEXT" behind it is the report's message
///     waits N          waits for the terminal with N items parked on the return stack
///     bye              ends the VM instance
///     keys "TEXT"      TEXT is typed meanwhile; \x03 in it is the user's interrupt
///     | "TEXT"         what is written, exactly; nothing otherwise
class PostReader {
 public:
  explicit PostReader(const PostModule& module [[clang::lifetimebound]])
      : rest_(module.text), line_(module.line) {}

  /// The next case, or nothing at the end. A case that is not understood says so in `problem`.
  [[nodiscard]] std::optional<PostCase> Next();

 private:
  /// Takes a line off the rest and counts it.
  std::string_view TakeLine() [[clang::lifetimebound]];

  std::string_view rest_;
  std::string_view needed_;
  std::uint32_t line_;  ///< Of the line that was taken last.
};

/// The text, still escaped, of the file that the module gives this name; nothing if it has none.
[[nodiscard]] std::optional<std::string_view> FindPostFile(const PostModule& module
                                                           [[clang::lifetimebound]],
                                                           std::string_view name);

}  // namespace starkernel::parity
