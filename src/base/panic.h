#pragma once

#include <concepts>
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

/// What a broken condition is called: a literal, whose length is known when it is compiled. Without
/// a C library the compiler would count its characters at each call, whether or not it is needed.
class ConditionText {
 public:
  template <typename Text>
    requires std::convertible_to<const Text&, std::string_view>
  consteval explicit(false) ConditionText(const Text& text) : text_(text) {}

  [[nodiscard]] constexpr std::string_view text() const [[clang::lifetimebound]] { return text_; }

 private:
  std::string_view text_;
};

/// Panics with `message` unless `condition` holds. Always compiled in.
constexpr void Require(bool condition, ConditionText message,
                       std::source_location where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    Panic(message.text(), where);
  }
}

}  // namespace starkernel
