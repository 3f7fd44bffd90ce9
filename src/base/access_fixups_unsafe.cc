#include "src/base/access_fixups.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel {
namespace {

/// An entry of the table: distances from where each number stands.
struct AccessFixup {
  std::int32_t instruction;
  std::int32_t target;
};

}  // namespace
}  // namespace starkernel

// SAFETY: the linker puts these names at the beginning and the end of the section that the accesses
// fill; nobody writes there.
extern "C" const starkernel::AccessFixup __start_access_fixups;
// SAFETY: as above.
extern "C" const starkernel::AccessFixup __stop_access_fixups;

// SAFETY: an entry that no instruction has, so that there is a table in a program without accesses:
// its instruction would be the entry itself.
asm(".pushsection access_fixups,\"aR\",@progbits\n\t"
    ".balign 4\n\t"
    ".long 0\n\t"
    ".long 0\n\t"
    ".popsection");

namespace starkernel {
namespace {

// SAFETY: turns the place of a number of the table into an address, to add the number to it.
VirtAddr Resolve(const std::int32_t& distance) {
#pragma clang unsafe_buffer_usage begin
  const auto place = reinterpret_cast<std::uint64_t>(&distance);
#pragma clang unsafe_buffer_usage end
  return VirtAddr(place + static_cast<std::uint64_t>(std::int64_t{distance}));
}

// SAFETY: both names belong to one section, which is an array of entries.
std::span<const AccessFixup> Table() {
#pragma clang unsafe_buffer_usage begin
  return {&__start_access_fixups, &__stop_access_fixups};
#pragma clang unsafe_buffer_usage end
}

/// A conditional jump with a distance of 32 bits.
constexpr std::uint64_t kJumpSize = 6;

// Looked at by the handler of a fault that this processor makes while it executes that code.
constinit std::atomic<std::uint64_t> written_code = 0;
constinit std::atomic<std::uint64_t> written_size = 0;

// SAFETY: the bytes before an instruction that is being executed can be read, as long as they are
// code, which the range says.
std::span<const std::uint8_t, kJumpSize> BytesBefore(std::uint64_t instruction) {
#pragma clang unsafe_buffer_usage begin
  return std::span<const std::uint8_t, kJumpSize>(
      reinterpret_cast<const std::uint8_t*>(instruction - kJumpSize), kJumpSize);
#pragma clang unsafe_buffer_usage end
}

/// Where the jump right before that instruction leads, if there is one, within code of that place.
std::optional<VirtAddr> TargetOfJumpBefore(std::uint64_t instruction, std::uint64_t base,
                                           std::uint64_t size) {
  const auto jump = BytesBefore(instruction);
  const bool is_jump = jump[0] == 0x0F && (jump[1] & 0xF0U) == 0x80;
  const std::uint32_t distance = jump[2] | std::uint32_t{jump[3]} << 8U |
                                 std::uint32_t{jump[4]} << 16U | std::uint32_t{jump[5]} << 24U;
  const std::uint64_t target =
      instruction + static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(distance)});
  return is_jump && target - base < size ? std::optional(VirtAddr(target)) : std::nullopt;
}

std::optional<VirtAddr> FixupInWrittenCode(std::uint64_t instruction) {
  const std::uint64_t base = written_code.load(std::memory_order_relaxed);
  const std::uint64_t size = written_size.load(std::memory_order_relaxed);
  const bool is_inside = instruction - base < size && instruction - base >= kJumpSize;
  return is_inside ? TargetOfJumpBefore(instruction, base, size) : std::nullopt;
}

}  // namespace

void ExecuteWrittenCode(VirtAddr base, ByteCount size) {
  written_code.store(base.value(), std::memory_order_relaxed);
  written_size.store(size.value(), std::memory_order_relaxed);
}

std::optional<VirtAddr> FixupOfAccess(VirtAddr instruction) {
  for (const AccessFixup& fixup : Table()) {
    if (Resolve(fixup.instruction) == instruction) {
      return Resolve(fixup.target);
    }
  }
  return FixupInWrittenCode(instruction.value());
}

}  // namespace starkernel
