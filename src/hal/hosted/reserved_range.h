#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::hal {

/// Addresses of this program that nothing else uses, at first without access. Parts of a file can
/// be mapped into them page by page. Owns the addresses.
class ReservedRange {
 public:
  /// `size` bytes of addresses from a multiple of 2 MiB on. Error::kOutOfMemory.
  [[nodiscard]] static Result<ReservedRange> Create(ByteCount size);

  ReservedRange(ReservedRange&& other) noexcept
      : all_(std::exchange(other.all_, {})), base_(other.base_), size_(other.size_) {}
  ReservedRange& operator=(ReservedRange&&) = delete;
  ReservedRange(const ReservedRange&) = delete;
  ReservedRange& operator=(const ReservedRange&) = delete;
  ~ReservedRange();

  [[nodiscard]] VirtAddr base() const { return base_; }
  [[nodiscard]] ByteCount size() const { return size_; }

  /// Makes `size` bytes from `offset` on show `file` from `file_offset` on. False if
  /// the host refuses: a program may have only so many mappings (vm.max_map_count). The bytes may
  /// be hidden then.
  [[nodiscard]] bool Show(ByteCount offset, ByteCount size, int file, ByteCount file_offset,
                          Protection protection);

  /// Takes all access away from `size` bytes from `offset` on. False if the host refuses, as it may
  /// when a part of a mapping is to go.
  [[nodiscard]] bool Hide(ByteCount offset, ByteCount size);

  /// Takes all access away from all of it, which leaves one mapping. Panics if the host refuses.
  void HideAll();

  /// The bytes at [offset, offset + size); touching hidden ones is a fault.
  [[nodiscard]] std::span<std::byte> Bytes(ByteCount offset, ByteCount size) const
      [[clang::lifetimebound]];

 private:
  ReservedRange(std::span<std::byte> all, VirtAddr base, ByteCount size)
      : all_(all), base_(base), size_(size) {}

  std::span<std::byte> all_;  ///< Everything reserved: the range with what aligning it cost.
  VirtAddr base_;
  ByteCount size_;
};

}  // namespace starkernel::hal
