#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// The first valid guest address: the page below it is never valid.
inline constexpr GuestAddr kFirstValidAddress{kPageSize.value()};

/// The memory of one VM instance, addressed by byte offset. Every access is preceded by
/// Contains(); without it an access outside panics.
class Envelope {
 public:
  /// `bytes` must outlive the envelope.
  explicit Envelope(std::span<std::byte> bytes) : bytes_(bytes) {}

  /// One beyond the last valid address.
  [[nodiscard]] GuestAddr end() const { return GuestAddr(bytes_.size()); }

  /// Whether all of `length` bytes from `address` may be accessed. An empty range always may.
  [[nodiscard]] bool Contains(GuestAddr address, ByteCount length) const {
    const std::uint64_t size = bytes_.size();
    return length.value() == 0 || (address >= kFirstValidAddress && address.value() < size &&
                                   length.value() <= size - address.value());
  }

  [[nodiscard]] std::span<std::byte> Bytes(GuestAddr address, ByteCount length) const
      [[clang::lifetimebound]] {
    return length.value() == 0 ? std::span<std::byte>()
                               : bytes_.subspan(address.value(), length.value());
  }
  [[nodiscard]] std::string_view Text(GuestAddr address, ByteCount length) const
      [[clang::lifetimebound]] {
    return AsText(Bytes(address, length));
  }
  [[nodiscard]] std::span<char> Characters(GuestAddr address, ByteCount length) const
      [[clang::lifetimebound]] {
    return AsCharacters(Bytes(address, length));
  }

  [[nodiscard]] Cell LoadCell(GuestAddr address) const {
    std::array<std::byte, kCellSize.value()> raw{};
    CopyInto(std::span<std::byte>(raw), bytes_.subspan(address.value(), raw.size()));
    return std::bit_cast<Cell>(raw);
  }
  void StoreCell(GuestAddr address, Cell value) const {
    const auto raw = std::bit_cast<std::array<std::byte, kCellSize.value()>>(value);
    CopyInto(bytes_.subspan(address.value(), raw.size()), raw);
  }
  [[nodiscard]] Cell LoadByte(GuestAddr address) const {
    return std::to_integer<Cell>(bytes_[address.value()]);
  }
  void StoreByte(GuestAddr address, Cell value) const {
    bytes_[address.value()] = static_cast<std::byte>(value & 0xff);
  }

 private:
  std::span<std::byte> bytes_;
};

}  // namespace starkernel::forthvm
