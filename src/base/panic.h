#pragma once

#include <source_location>
#include <string_view>

namespace starkernel {

/// What runs when an invariant of the kernel itself is broken. Installed once by the HAL.
/// Must not return.
using PanicHandler = void (*)(std::string_view message, std::source_location where);

/// Installs the machine's panic handler. Before the first call a panic traps.
void SetPanicHandler(PanicHandler handler);

/// Stops the kernel because one of its own invariants is broken. Nothing that guest code,
/// firmware tables or a device can do may end here.
[[noreturn]] void Panic(std::string_view message,
                        std::source_location where = std::source_location::current());

/// Panics with `message` unless `condition` holds. Always compiled in.
constexpr void Require(bool condition, std::string_view message,
                       std::source_location where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    Panic(message, where);
  }
}

}  // namespace starkernel
