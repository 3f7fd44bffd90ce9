#include "src/base/access_fixups.h"

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

}  // namespace

std::optional<VirtAddr> FixupOfAccess(VirtAddr instruction) {
  for (const AccessFixup& fixup : Table()) {
    if (Resolve(fixup.instruction) == instruction) {
      return Resolve(fixup.target);
    }
  }
  return std::nullopt;
}

}  // namespace starkernel
