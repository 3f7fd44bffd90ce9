#include "tools/elf2efi/demangle.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace starkernel::elf2efi {
namespace {

struct FreeText {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: only ever called by the unique_ptr below, with what __cxa_demangle allocated by
  // malloc (Itanium C++ ABI 3.4), and once.
  void operator()(char* text) const { std::free(text); }
#pragma clang unsafe_buffer_usage end
};

}  // namespace

std::string Demangle(const std::string& name) {
  // The library also takes the codes of types: a function called "i" is no "int".
  if (!name.starts_with("_Z")) {
    return name;
  }
  int status = 0;
  // SAFETY: c_str() is NUL-terminated and outlives the call; a null buffer makes the function
  // allocate its result, which the unique_ptr then owns.
  const std::unique_ptr<char, FreeText> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status));
  return status == 0 && text != nullptr ? std::string(text.get()) : name;
}

}  // namespace starkernel::elf2efi
