// What the fence keeps out, written in ways that no scanner of text and no warning sees: each line
// that says `planted:` is found with these words by the queries of //toolchains/clang_tidy, and no
// other line is.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace starkernel {
namespace {

using Pointer = std::uint32_t*;
using Number = std::uintptr_t;
namespace library = std;

struct Base {};
struct Derived : Base {};
using DerivedReference = Derived&;

Pointer FromNumber(Number number) {
  return Pointer(number);  // planted: a cast between a number and a pointer
}

Number ToNumber(Pointer pointer) {
  return Number(pointer);  // planted: a cast between a number and a pointer
}

template <typename To, typename From>
To As(From from) {
  return To(from);  // planted: a cast to an unrelated type
}

std::byte* Reinterpreted(Pointer pointer) { return As<std::byte*>(pointer); }

Pointer FromVoid(void* memory) {
  return static_cast<Pointer>(memory);  // planted: a cast to an unrelated type
}

#define SK_PASTED(left, right) left##right
Number Pasted(Pointer pointer) {
  using Cast = Number;
  return SK_PASTED(Ca, st)(pointer);  // planted: a cast between a number and a pointer
}

DerivedReference Down(Base& base) {
  return static_cast<DerivedReference>(base);  // planted: a cast to a derived class
}

Number Bits(Pointer pointer) {
  return std::bit_cast<Number>(pointer);  // planted: a bit_cast of an address
}

void Raw(Pointer place) {
  library::construct_at(place, 1U);  // planted: a function for objects in raw memory
  auto* const ends =
      &library::destroy_at<std::uint32_t>;  // planted: a function for objects in raw memory
  ends(place);
}

// What is right: bits of a value, a cast to a base, to const, to void and between numbers.
std::uint64_t Right(Derived& derived, std::uint32_t number) {
  const Base& base = derived;
  const void* const anything = &base;
  const auto bytes = std::bit_cast<std::array<std::byte, 4>>(number);
  const std::span<const std::byte> view = bytes;
  return anything == nullptr ? std::uint64_t{number} : static_cast<std::uint64_t>(view.size());
}

}  // namespace

std::uint64_t UseCasts(Derived& derived, Pointer pointer) {
  Raw(FromNumber(ToNumber(FromVoid(pointer))));
  static_cast<void>(Reinterpreted(pointer));
  static_cast<void>(Down(derived));
  return Pasted(pointer) + Bits(pointer) + Right(derived, 1);
}

}  // namespace starkernel
