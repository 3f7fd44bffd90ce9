#include "tools/elf2efi/base_relocations.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/base/little_endian.h"
#include "tools/elf2efi/byte_sink.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint32_t kPageMask = 0xFFF;
constexpr std::uint16_t kDir64 = 10U << 12U;
constexpr std::uint16_t kNoEffect = 0;

// Blocks start on 32-bit boundaries; an entry has 16 bits.
void FinishBlock(std::vector<std::byte>& bytes, std::size_t start) {
  if (bytes.size() % sizeof(std::uint32_t) != 0) {
    Append(bytes, kNoEffect);
  }
  WriteLittleEndian(bytes, start + 4, static_cast<std::uint32_t>(bytes.size() - start)).value();
}

std::size_t StartBlock(std::vector<std::byte>& bytes, std::uint32_t page) {
  const std::size_t start = bytes.size();
  Append(bytes, page);
  Append(bytes, std::uint32_t{0});  // size, set at the block's end
  return start;
}

}  // namespace

std::vector<std::byte> BuildBaseRelocations(std::span<const std::uint32_t> places) {
  std::vector<std::byte> bytes;
  std::uint32_t page = places.empty() ? 0 : places.front() & ~kPageMask;
  std::size_t block = StartBlock(bytes, page);
  for (const std::uint32_t place : places) {
    if ((place & ~kPageMask) != page) {
      FinishBlock(bytes, block);
      page = place & ~kPageMask;
      block = StartBlock(bytes, page);
    }
    Append(bytes, static_cast<std::uint16_t>(kDir64 | (place & kPageMask)));
  }
  if (places.empty()) {
    Append(bytes, kNoEffect);
  }
  FinishBlock(bytes, block);
  return bytes;
}

}  // namespace starkernel::elf2efi
