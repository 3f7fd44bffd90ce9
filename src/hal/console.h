#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::hal {

/// What a console had to offer when it was asked for input.
struct ConsoleInput {
  enum class State : std::uint8_t {
    kEmpty,   ///< Nothing now; ask again later.
    kByte,    ///< `byte` holds the next input byte.
    kClosed,  ///< The input has ended for good.
  };
  State state = State::kEmpty;
  std::uint8_t byte = 0;
};

/// A character console: bytes out, bytes in, neither blocks for long. Text uses '\n' as the
/// line end; an implementation adds a carriage return where its device needs one.
class Console : public TextWriter::Sink {
 public:
  /// Takes the next input byte if there is one.
  virtual ConsoleInput TryRead() = 0;

  /// The colour of what is written from now on, on a screen alone: 0 to 7 as ECMA-48 has them for
  /// SGR 30 to 37, 9 for the usual one.
  virtual void SetColor(std::uint8_t /*color*/) {}

 protected:
  ~Console() = default;
};

}  // namespace starkernel::hal
