#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tests {

/// One thing that has to occur, after all that was expected before it.
struct Expectation {
  enum class Kind : std::uint8_t {
    kText,   ///< The text, as it is.
    kRegex,  ///< A match of the ECMAScript regular expression.
  };
  Kind kind = Kind::kText;
  std::string wanted;

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// A Forth source that the machine is given.
struct SourceRunfile {
  std::string runfile;  ///< `repository/path`.
  std::string name;     ///< The name it is given by.
  bool run = false;     ///< `--file`, else `--module`.

  friend bool operator==(const SourceRunfile&, const SourceRunfile&) = default;
};

/// What one boot test does and what has to come of it.
struct TestDescription {
  std::string qemu_boot;  ///< Runfile of the program; empty: the hosted kernel alone.
  std::string hosted;     ///< Runfile of the hosted kernel; empty: bare metal alone.
  std::string image;      ///< Runfile of the disk image to boot; empty: the kernel alone.
  bool packets = false;   ///< Compares nothing but the self test that both machines write.
  std::vector<SourceRunfile> sources;
  std::vector<std::string> arguments;         ///< More arguments for qemu_boot.
  std::vector<std::string> hosted_arguments;  ///< Arguments for the hosted kernel.
  std::string input;                          ///< Piped into the console.
  std::vector<Expectation> expectations;      ///< For standard output, in order.
  std::vector<std::string> forbidden;         ///< Texts that may not occur in standard output.
  std::vector<std::string> expected_errors;   ///< Texts in standard error.
  std::vector<std::string> said;              ///< Runfiles: what VM[0] says, one after the other.
  std::string said_last;                      ///< And nothing but this behind them.
  int status = 0;                             ///< Exit status that qemu_boot has to end with.
  unsigned timeout_seconds = 60;              ///< For the machine.
};

/// Reads a description: a key, one blank and a value on each line, the value with `\n` for a
/// line end and `\\` for a backslash. The error names the line, or says that no machine is named.
[[nodiscard]] std::expected<TestDescription, std::string> ParseDescription(std::string_view text);

}  // namespace starkernel::tests
