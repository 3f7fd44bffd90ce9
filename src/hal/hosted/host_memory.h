#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::hal {

/// RAM of the hosted machine: an anonymous file, mapped once in full. Owns both.
class HostMemory {
 public:
  /// `size` bytes of zeros, a multiple of the page size. Error::kOutOfMemory if the host has not
  /// got them.
  [[nodiscard]] static Result<HostMemory> Create(ByteCount size);

  HostMemory(HostMemory&& other) noexcept
      : file_(std::exchange(other.file_, -1)), bytes_(std::exchange(other.bytes_, {})) {}
  HostMemory& operator=(HostMemory&&) = delete;
  HostMemory(const HostMemory&) = delete;
  HostMemory& operator=(const HostMemory&) = delete;
  ~HostMemory();

  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] { return bytes_; }
  /// Lets the page at `offset` be written through bytes(), or only be read. False if the host
  /// refuses: a program may have only so many mappings.
  [[nodiscard]] bool LetWrite(ByteCount offset, bool writable);
  /// The file's descriptor, for mapping parts of it once more.
  [[nodiscard]] int file() const { return file_; }

 private:
  HostMemory(int file, std::span<std::byte> bytes) : file_(file), bytes_(bytes) {}

  int file_;
  std::span<std::byte> bytes_;
};

}  // namespace starkernel::hal
