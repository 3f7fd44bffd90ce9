#include "src/hal/hosted/reserved_range.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::hal {
namespace {

constexpr int kReserve = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

int AccessOf(Protection protection) {
  switch (protection) {
    case Protection::kReadOnly: return PROT_READ;
    case Protection::kReadWrite: return PROT_READ | PROT_WRITE;
    case Protection::kReadExecute: return PROT_READ | PROT_EXEC;
  }
  return PROT_NONE;
}

}  // namespace

Result<ReservedRange> ReservedRange::Create(ByteCount size) {
  const ByteCount padded = size + kLargePageSize;
  void* const address = mmap(nullptr, padded.value(), PROT_NONE, kReserve, -1, 0);
  if (address == MAP_FAILED) {
    return Error::kOutOfMemory;
  }
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the span covers exactly what was reserved; it is only ever cut, never widened.
  const std::span<std::byte> all(static_cast<std::byte*>(address), padded.value());
  const std::uint64_t start = reinterpret_cast<std::uintptr_t>(address);
#pragma clang unsafe_buffer_usage end
  return ReservedRange(all, VirtAddr(TRY(AlignUp(start, kLargePageSize.value()))), size);
}

ReservedRange::~ReservedRange() {
  if (!all_.empty()) {
    munmap(all_.data(), all_.size());
  }
}

bool ReservedRange::Show(ByteCount offset, ByteCount size, int file, ByteCount file_offset,
                         Protection protection) {
  const std::span<std::byte> bytes = Bytes(offset, size);
  // SAFETY: MAP_FIXED replaces pages of this range alone, since Bytes has checked the bounds.
  void* const shown = mmap(bytes.data(), bytes.size(), AccessOf(protection), MAP_SHARED | MAP_FIXED,
                           file, NarrowOrPanic<off_t>(file_offset.value()));
  return shown != MAP_FAILED;
}

bool ReservedRange::Hide(ByteCount offset, ByteCount size) {
  const std::span<std::byte> bytes = Bytes(offset, size);
  // SAFETY: as in Show.
  void* const hidden = mmap(bytes.data(), bytes.size(), PROT_NONE, kReserve | MAP_FIXED, -1, 0);
  return hidden != MAP_FAILED;
}

void ReservedRange::HideAll() {
  // With too many mappings some hosts take no new one, even in their place: they go first.
  // SAFETY: the range is this program's, and it does nothing else, as it has one thread, before the
  // addresses are taken again; the span goes on covering them.
  munmap(all_.data(), all_.size());
  Require(mmap(all_.data(), all_.size(), PROT_NONE, kReserve | MAP_FIXED, -1, 0) != MAP_FAILED,
          "the host refuses to unmap pages");
}

std::span<std::byte> ReservedRange::Bytes(ByteCount offset, ByteCount size) const {
  Require(offset <= size_ && size <= size_ - offset, "address outside the envelope range");
#pragma clang unsafe_buffer_usage begin
  // SAFETY: turns the start of the reservation into a number to find where the range begins in it.
  const std::uint64_t start = reinterpret_cast<std::uintptr_t>(all_.data());
#pragma clang unsafe_buffer_usage end
  return all_.subspan(base_.value() - start + offset.value(), size.value());
}

}  // namespace starkernel::hal
