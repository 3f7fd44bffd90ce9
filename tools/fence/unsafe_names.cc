#include "tools/fence/unsafe_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

constexpr auto kCasts = std::to_array<std::string_view>({"reinterpret_cast", "const_cast"});

constexpr auto kAssembly = std::to_array<std::string_view>({"asm", "__asm", "__asm__"});

constexpr auto kVolatile =
    std::to_array<std::string_view>({"volatile", "__volatile", "__volatile__"});

constexpr auto kPlacement = std::to_array<std::string_view>({
    "construct_at",
    "destroy_at",
    "launder",
    "start_lifetime_as",
    "start_lifetime_as_array",
    "uninitialized_copy",
    "uninitialized_copy_n",
    "uninitialized_default_construct",
    "uninitialized_default_construct_n",
    "uninitialized_fill",
    "uninitialized_fill_n",
    "uninitialized_move",
    "uninitialized_move_n",
    "uninitialized_value_construct",
    "uninitialized_value_construct_n",
});

constexpr auto kAllocation =
    std::to_array<std::string_view>({"__builtin_operator_new", "__builtin_operator_delete"});

constexpr auto kMemory = std::to_array<std::string_view>({
    "aligned_alloc",  "alloca",   "bcmp",         "bcopy",    "bzero",   "calloc",
    "explicit_bzero", "free",     "malloc",       "memalign", "memccpy", "memchr",
    "memcmp",         "memcpy",   "memmove",      "mempcpy",  "memrchr", "memset",
    "posix_memalign", "realloc",  "reallocarray", "stpcpy",   "stpncpy", "strcasecmp",
    "strcat",         "strchr",   "strcmp",       "strcpy",   "strcspn", "strdup",
    "strlcat",        "strlcpy",  "strlen",       "strncat",  "strncmp", "strncpy",
    "strndup",        "strnlen",  "strpbrk",      "strrchr",  "strspn",  "strstr",
    "strtok",         "strtok_r", "valloc",       "wcscpy",   "wcslen",  "wmemcpy",
    "wmemmove",       "wmemset",  "sprintf",      "vsprintf", "sscanf",  "gets",
});

// What the compiler offers and cannot harm; bit_cast is looked at where it is used. Much of the
// rest works on memory, under ever more names.
constexpr auto kSafeBuiltins = std::to_array<std::string_view>({
    "add_overflow",
    "bit_cast",
    "frame_address",
    "mul_overflow",
    "offsetof",
    "sub_overflow",
    "trap",
    "unreachable",
});

constexpr auto kVariadic =
    std::to_array<std::string_view>({"va_list", "va_start", "va_arg", "va_end", "va_copy"});

// Functions of the fence that cannot check what they are told: what is sound about a call, only the
// caller can say.
constexpr auto kTrusting = std::to_array<std::string_view>({
    "AssumedValue",
    "ConstructArrayIn",
    "ConstructIn",
    "EndLife",
    "LoadGlobalDescriptors",
    "LoadInterruptDescriptors",
    "MappedBytes",
    "MappedHalfWords",
    "MappedWords",
    "ReadDeviceRegister",
    "RunOnStack",
    "WriteCr0",
    "WriteCr3",
    "WriteCr4",
    "WriteDeviceRegister",
    "WriteModelRegister",
});

constexpr auto kJumps = std::to_array<std::string_view>(
    {"goto", "longjmp", "setjmp", "siglongjmp", "sigsetjmp", "_setjmp", "_longjmp"});

bool Among(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool TrustsItsCaller(std::string_view name) { return Among(name, kTrusting); }

std::optional<Kind> KindOfName(std::string_view name) {
  if (Among(name, kAllocation)) {
    return Kind::kAllocation;
  }
  constexpr std::string_view kBuiltin = "__builtin_";
  if (name.starts_with(kBuiltin)) {
    name.remove_prefix(kBuiltin.size());
    if (!name.starts_with("ia32_") && !Among(name, kSafeBuiltins)) {
      return Kind::kMemory;
    }
  }
  if (name.starts_with("alloca_")) {
    return Kind::kMemory;
  }
  // Single instructions, but for those that only wait a little or read.
  if (name.starts_with("ia32_") && name != "ia32_pause" && name != "ia32_rdtsc" &&
      name != "ia32_readeflags_u64") {
    return Kind::kAssembly;
  }
  if (Among(name, kCasts)) {
    return Kind::kCast;
  }
  if (Among(name, kAssembly)) {
    return Kind::kAssembly;
  }
  if (Among(name, kVolatile)) {
    return Kind::kVolatile;
  }
  if (Among(name, kPlacement)) {
    return Kind::kPlacement;
  }
  if (Among(name, kMemory)) {
    return Kind::kMemory;
  }
  if (Among(name, kVariadic)) {
    return Kind::kVariadic;
  }
  if (Among(name, kJumps)) {
    return Kind::kJump;
  }
  if (name == "union") {
    return Kind::kUnion;
  }
  if (name == "_Pragma" || name == "__pragma" || name == "unsafe_buffer_usage") {
    return Kind::kPragma;
  }
  return std::nullopt;
}

}  // namespace starkernel::fence
