#include "src/hal/console.h"

namespace starkernel {

[[nodiscard]] inline TextWriter::Sink& Up(hal::Console& console) { return console; }

[[nodiscard]] inline hal::Console* Down(TextWriter::Sink& sink) {
  // expected-error@+1 {{use of dynamic_cast requires -frtti}}
  return dynamic_cast<hal::Console*>(&sink);
}

}  // namespace starkernel
