#include <cstdarg>
#include <string_view>

#include "src/base/panic.h"

// What the compiler and the hardened library call when an invariant of theirs is broken. The
// names and signatures are theirs, which is why they are reserved identifiers.

// SAFETY: prototypes of what is defined below, in the form that the Itanium C++ ABI and the C
// standard give them.
extern "C" {
[[noreturn]] void abort();
[[noreturn]] void __cxa_pure_virtual();
}
namespace std::inline __1 {
[[noreturn]] void __libcpp_verbose_abort(const char* format, ...);
}  // namespace std::inline __1

extern "C" void abort() { starkernel::Panic("abort was called"); }

extern "C" void __cxa_pure_virtual() { starkernel::Panic("a pure virtual function was called"); }

namespace std::inline __1 {

void __libcpp_verbose_abort(const char* format, ...) {
  // SAFETY: the library passes "%s" and one NUL-terminated message, or a format without
  // arguments, which is then printed as it is. Only the first case reads an argument.
  if (std::string_view(format) != "%s") {
    starkernel::Panic(format);
  }
  va_list arguments;
  va_start(arguments, format);
  const char* message = va_arg(arguments, const char*);
  va_end(arguments);
  starkernel::Panic(message);
}

}  // namespace std::inline __1
