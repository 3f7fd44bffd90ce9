#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace starkernel::fence {

/// What is counted. Everything but kDuty and kUnbound is an unsafe operation.
enum class Kind : std::uint8_t {
  kCast,        ///< reinterpret_cast, const_cast, casts that make pointers or downcast.
  kAssembly,    ///< asm, and routines of .S files.
  kForeign,     ///< Prototypes of code in another language; counted in the fence alone.
  kVolatile,    ///< volatile.
  kPlacement,   ///< Objects made in given memory: placement new, construct_at and kin.
  kAllocation,  ///< new and delete.
  kPragma,      ///< Every pragma but once; the attribute unsafe_buffer_usage.
  kUnion,       ///< union.
  kMemory,      ///< Functions of the C library for memory and C strings.
  kVariadic,    ///< va_list and its macros.
  kJump,        ///< goto, setjmp, longjmp.
  kEscape,      ///< Turns an analysis off: no_thread_safety_analysis, the comments of clang-tidy.
  kDuty,        ///< A call from outside the fence of a function that trusts its caller.
  kUnbound,     ///< A function that returns a view without lifetimebound, for a stated reason.
};

inline constexpr std::size_t kKindCount = 14;

/// The names of kinds, in their order, as in tables and in the budget.
inline constexpr std::array<std::string_view, kKindCount> kKindNames = {
    "cast",  "asm",    "foreign",  "volatile", "placement", "allocation", "pragma",
    "union", "memory", "variadic", "jump",     "escape",    "duty",       "unbound",
};

[[nodiscard]] constexpr std::string_view NameOf(Kind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}

/// An unsafe operation in a file.
struct Operation {
  Kind kind = Kind::kCast;
  std::size_t token = 0;  ///< Index of the token that shows it.
  std::size_t line = 0;
  std::string text;  ///< What to call it in a message.
};

}  // namespace starkernel::fence
