// Firmware's memory map, all the way to frames. The first byte of an input is the size of a
// descriptor, the others are descriptors.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/little_endian.h"
#include "src/pmm/firmware_map_check.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {
namespace {

struct Claimed {
  std::uint32_t type;
  std::uint64_t address;
  std::uint64_t pages;
};

Input MapOf(std::size_t size, const std::vector<Claimed>& claims) {
  Input input = {static_cast<std::byte>(size)};
  for (const Claimed& claim : claims) {
    std::vector<std::byte> descriptor(size);
    WriteLittleEndian(std::span(descriptor), 0, claim.type).value();
    WriteLittleEndian(std::span(descriptor), 8, claim.address).value();
    WriteLittleEndian(std::span(descriptor), 24, claim.pages).value();
    WriteLittleEndian(std::span(descriptor), 32, std::uint64_t{0xF}).value();
    input.insert(input.end(), descriptor.begin(), descriptor.end());
  }
  return input;
}

}  // namespace

std::vector<Input> Seeds(std::string_view /*subject*/) {
  // As a PC has it, small: usable (7), reserved (0), boot services (3), tables (9), registers (11).
  return {MapOf(48, {{7, 0, 160}, {0, 0xA0000, 96}, {7, 0x10'0000, 4096}, {9, 0x110'0000, 16}}),
          MapOf(40, {{7, 0x20'0000, 1024}, {3, 0, 512}, {11, 0xFEC0'0000, 1}}), MapOf(56, {})};
}

void Try(std::span<const std::byte> input, std::string_view /*subject*/) {
  if (input.empty()) {
    return;
  }
  static pmm::FirmwareMapCheck check;
  const std::size_t size = std::to_integer<std::size_t>(input.front());
  if (const std::string violation = check.ViolationIn(input.subspan(1), size); !violation.empty()) {
    Find(violation);
  }
}

}  // namespace starkernel::fuzz
