#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::fuzz {
namespace {

std::uint64_t NumberAt(const Input& input, std::size_t place, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t index = size; index > 0; --index) {
    number = number << 8U | std::to_integer<std::uint64_t>(input.at(place + index - 1));
  }
  return number;
}

/// Writes the lowest `size` bytes; what would lie behind the end is left out.
void PutNumber(Input& input, std::size_t place, std::size_t size, std::uint64_t number) {
  for (std::size_t at = place; at < std::min(place + size, input.size()); ++at) {
    input.at(at) = static_cast<std::byte>(number & 0xFFU);
    number >>= 8U;
  }
}

std::uint64_t Cut(std::uint64_t number, std::size_t size) {
  return size >= 8 ? number : number & ((std::uint64_t{1} << (8 * size)) - 1);
}

}  // namespace

void Mutator::Change(Input& input, const Input& other, std::span<const Comparison> comparisons) {
  for (std::uint64_t count = std::uint64_t{1} << Below(3); count > 0; --count) {
    ChangeOnce(input, other, comparisons);
  }
  input.resize(std::min(input.size(), kLongest));
}

void Mutator::ChangeOnce(Input& input, const Input& other,
                         std::span<const Comparison> comparisons) {
  if (input.empty()) {
    Insert(input);
    return;
  }
  switch (Below(14)) {
    case 0: {
      std::byte& byte = input.at(Below(input.size()));
      byte ^= std::byte{1} << Below(8);
      break;
    }
    case 1:
    case 2: input.at(Below(input.size())) = AnyByte(); break;
    case 3: SetNumber(input); break;
    case 4:
    case 5: AddToNumber(input); break;
    case 6: Insert(input); break;
    case 7: Erase(input); break;
    case 8: CopyPart(input, Input(input)); break;
    case 9: CopyPart(input, other); break;
    default:
      if (!comparisons.empty()) {
        Satisfy(input, comparisons[Below(comparisons.size())]);
      }
  }
}

void Mutator::SetNumber(Input& input) {
  const std::size_t size = std::size_t{1} << Below(4);
  PutNumber(input, PlaceIn(input, size), size, Notable());
}

void Mutator::AddToNumber(Input& input) {
  const std::size_t size = std::min(std::size_t{1} << Below(4), input.size());
  const std::size_t place = PlaceIn(input, size);
  PutNumber(input, place, size, NumberAt(input, place, size) + Below(33) - 16);
}

void Mutator::Insert(Input& input) {
  const std::byte fill = AnyByte();
  const bool same = Below(2) == 0;
  for (std::uint64_t count = 1 + Below(Below(8) == 0 ? 128 : 16); count > 0; --count) {
    input.push_back(same ? fill : AnyByte());
    const auto added = static_cast<std::ptrdiff_t>(input.size() - 1);
    const auto place = static_cast<std::ptrdiff_t>(Below(input.size()));
    // Mostly at the end: what has grown in its midst is seldom understood.
    if (Below(4) == 0) {
      std::rotate(input.begin() + place, input.begin() + added, input.end());
    }
  }
}

void Mutator::Erase(Input& input) {
  const std::size_t size = 1 + Below(std::min<std::size_t>(input.size(), 32));
  const std::size_t place = Below(3) == 0 ? input.size() - size : PlaceIn(input, size);
  const auto begin = input.begin() + static_cast<std::ptrdiff_t>(place);
  input.erase(begin, begin + static_cast<std::ptrdiff_t>(size));
}

void Mutator::CopyPart(Input& input, const Input& from) {
  if (from.empty()) {
    return;
  }
  const std::size_t size = 1 + Below(std::min<std::size_t>(from.size(), 64));
  const std::span part = std::span(from).subspan(PlaceIn(from, size), size);
  const std::size_t place = Below(input.size() + 1);
  if (Below(2) == 0) {
    input.insert(input.begin() + static_cast<std::ptrdiff_t>(place), part.begin(), part.end());
    return;
  }
  const std::size_t fits = std::min(part.size(), input.size() - place);
  std::ranges::copy(part.first(fits), input.begin() + static_cast<std::ptrdiff_t>(place));
}

/// Makes a comparison come out equal, if one of its sides lies in the input: writes the other
/// there.
void Mutator::Satisfy(Input& input, const Comparison& comparison) {
  if (comparison.size == 0) {
    return;
  }
  const bool turned = !comparison.constant && Below(2) == 0;
  const std::uint64_t wanted = turned ? comparison.right : comparison.left;
  const std::uint64_t found = turned ? comparison.left : comparison.right;
  // Often a number had fewer bytes in the input than where it was compared.
  const std::size_t size =
      Below(2) == 0 ? comparison.size : std::min(comparison.size, std::size_t{1} << Below(4));
  if (input.size() >= size) {
    const std::size_t places = input.size() - size + 1;
    const std::size_t first = Below(places);
    for (std::size_t step = 0; step < places; ++step) {
      const std::size_t place = (first + step) % places;
      if (NumberAt(input, place, size) == Cut(found, size)) {
        // Just beside it is the other side of a bound.
        PutNumber(input, place, size, wanted + (Below(4) == 0 ? Below(3) - 1 : 0));
        return;
      }
    }
  }
  if (Below(8) == 0) {
    PutNumber(input, PlaceIn(input, size), size, wanted);
  }
}

std::size_t Mutator::PlaceIn(const Input& input, std::size_t size) {
  return input.size() <= size ? 0 : Below(input.size() - size + 1);
}

std::byte Mutator::AnyByte() {
  return static_cast<std::byte>((Below(2) == 0 ? Notable() : Below(256)) & 0xFFU);
}

std::uint64_t Mutator::Notable() {
  // Bounds of what numbers of each size hold, and beside them.
  constexpr std::array<std::uint64_t, 10> kBases = {
      0, 1, 16, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF'FFFF, 0xFFFF'FFFF, ~std::uint64_t{0} >> 1U};
  return kBases.at(Below(kBases.size())) + Below(4) - 1;
}

}  // namespace starkernel::fuzz
