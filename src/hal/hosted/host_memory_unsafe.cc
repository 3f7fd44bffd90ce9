#include "src/hal/hosted/host_memory.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <span>

#include "src/base/checked.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::hal {

Result<HostMemory> HostMemory::Create(ByteCount size) {
  const off_t length = TRY(CheckedCast<off_t>(size.value()));
  const int file = memfd_create("starkernel-ram", MFD_CLOEXEC);
  if (file < 0) {
    return Error::kOutOfMemory;
  }
  void* const address =
      ftruncate(file, length) == 0
          ? mmap(nullptr, size.value(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0)
          : MAP_FAILED;
  if (address == MAP_FAILED) {
    close(file);
    return Error::kOutOfMemory;
  }
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the mapping covers exactly `size` bytes and lives as long as the HostMemory.
  return HostMemory(file, std::span<std::byte>(static_cast<std::byte*>(address), size.value()));
#pragma clang unsafe_buffer_usage end
}

bool HostMemory::LetWrite(ByteCount offset, bool writable) {
  const std::span<std::byte> page = bytes_.subspan(offset.value(), kPageSize.value());
  const int access = writable ? PROT_READ | PROT_WRITE : PROT_READ;
  // SAFETY: the page is this object's, since subspan has checked the bounds.
  return mprotect(page.data(), page.size(), access) == 0;
}

HostMemory::~HostMemory() {
  if (file_ >= 0) {
    munmap(bytes_.data(), bytes_.size());
    close(file_);
  }
}

}  // namespace starkernel::hal
