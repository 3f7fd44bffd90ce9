#include "src/console/code_point_assembler.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/panic.h"

namespace starkernel::console {
namespace {

/// The bytes after a lead byte, and the bounds of the first of them. Bounds of the others are
/// always 0x80 and 0xBF.
struct Continuation {
  std::size_t count = 0;
  std::uint8_t lowest = 0x80;
  std::uint8_t highest = 0xBF;
};

constexpr bool IsLead(std::uint8_t byte) {
  return (byte >= 0x20 && byte <= 0x7E) || (byte >= 0xC2 && byte <= 0xF4);
}

constexpr Continuation ContinuationOf(std::uint8_t lead) {
  if (lead < 0x80) {
    return {};
  }
  switch (lead) {
    case 0xC2: return {.count = 1, .lowest = 0xA0};   // no C1 controls
    case 0xE0: return {.count = 2, .lowest = 0xA0};   // no overlong forms
    case 0xED: return {.count = 2, .highest = 0x9F};  // no surrogates
    case 0xF0: return {.count = 3, .lowest = 0x90};   // no overlong forms
    case 0xF4: return {.count = 3, .highest = 0x8F};  // nothing above U+10FFFF
    default: break;
  }
  if (lead < 0xE0) {
    return {.count = 1};
  }
  return {.count = lead < 0xF0 ? std::size_t{2} : std::size_t{3}};
}

}  // namespace

bool CodePointAssembler::Accepts(std::uint8_t byte) const {
  if (partial()) {
    return byte >= lowest_next_ && byte <= highest_next_;
  }
  return IsLead(byte);
}

void CodePointAssembler::Append(std::uint8_t byte) {
  Require(Accepts(byte), "byte does not continue the code point");
  if (!partial()) {
    Start(byte);
    return;
  }
  bytes_.at(size_) = static_cast<char>(byte);
  ++size_;
  --missing_;
  lowest_next_ = 0x80;
  highest_next_ = 0xBF;
}

void CodePointAssembler::Start(std::uint8_t lead) {
  const Continuation continuation = ContinuationOf(lead);
  bytes_.front() = static_cast<char>(lead);
  size_ = 1;
  missing_ = continuation.count;
  lowest_next_ = continuation.lowest;
  highest_next_ = continuation.highest;
}

std::string_view CodePointAssembler::code_point() const {
  return std::string_view(std::span<const char>(bytes_).first(partial() ? 0 : size_));
}

}  // namespace starkernel::console
