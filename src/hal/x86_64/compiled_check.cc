#include "src/hal/x86_64/compiled_check.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace starkernel::hal {
namespace {

// UD1 r32, [eax + displacement]: an address-size prefix, two bytes of opcode and ModRM, which
// says whether a displacement of one byte follows (Intel SDM volume 2, UD).
constexpr std::array kUd1WithoutDisplacement = {std::byte{0x67}, std::byte{0x0F}, std::byte{0xB9},
                                                std::byte{0x00}};
constexpr std::array kUd1 = {std::byte{0x67}, std::byte{0x0F}, std::byte{0xB9}, std::byte{0x40}};
constexpr std::array kUd2 = {std::byte{0x0F}, std::byte{0x0B}};

constexpr std::array<std::string_view, 25> kFindings = {
    "an addition overflows",
    "code that cannot be reached is reached",
    "a jump out of line fails its check",
    "a division overflows or is by zero",
    "an object is not of its type",
    "a floating-point number does not fit an integer",
    "a function is called as another type",
    "a conversion changes the value",
    "a built-in function is used with a value it has no result for",
    "a cast to a class is wrong",
    "a value is none of its type",
    "a function ends without a value",
    "a multiplication overflows",
    "a negation overflows",
    "an argument is null",
    "a result is null",
    "an argument is null",
    "a result is null",
    "an index is out of bounds",
    "arithmetic on a pointer overflows",
    "a shift is too wide or overflows",
    "a subtraction overflows",
    "a pointer is null or misaligned",
    "an assumed alignment does not hold",
    "an array has no positive length",
};

bool Begins(std::span<const std::byte> code, std::span<const std::byte> prefix) {
  return std::ranges::starts_with(code, prefix);
}

}  // namespace

std::optional<std::string_view> CompiledCheckAt(std::span<const std::byte> code) {
  if (Begins(code, kUd2)) {
    return "an index is out of bounds, or a function is called as another type";
  }
  if (Begins(code, kUd1WithoutDisplacement)) {
    return kFindings.front();
  }
  if (Begins(code, kUd1) && code.size() > kUd1.size()) {
    const auto kind = std::to_integer<std::size_t>(code[kUd1.size()]);
    return kind < kFindings.size() ? kFindings.at(kind) : "undefined behaviour";
  }
  return std::nullopt;
}

}  // namespace starkernel::hal
