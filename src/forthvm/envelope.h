#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/guarded_access_unsafe.h"
#include "src/base/quantities.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// The first valid guest address: the page below it is never valid.
inline constexpr GuestAddr kFirstValidAddress{kPageSize.value()};

/// The memory of one VM instance, addressed by byte offset. Every access is preceded by
/// Contains(); without it an access outside panics. But for the first after the null page
/// (layout::kKept), pages may come only when they are touched, or be read-only: single accesses
/// then say so, and a range is asked for before it is used.
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

  // Cells of the interpreter, in the page that is always there.
  [[nodiscard]] Cell SystemCell(GuestAddr address) const {
    std::array<std::byte, kCellSize.value()> raw{};
    CopyInto(std::span<std::byte>(raw), bytes_.subspan(address.value(), raw.size()));
    return std::bit_cast<Cell>(raw);
  }
  void SetSystemCell(GuestAddr address, Cell value) const {
    const auto raw = std::bit_cast<std::array<std::byte, kCellSize.value()>>(value);
    CopyInto(bytes_.subspan(address.value(), raw.size()), raw);
  }

  // Accesses that a page may refuse: false then, and nothing has happened.
  [[nodiscard, gnu::always_inline]] bool LoadCell(GuestAddr address, Cell& value) const {
    std::uint64_t raw = 0;
    if (!TryLoad(CellAt(address), raw)) [[unlikely]] {
      return false;
    }
    value = Signed(raw);
    return true;
  }
  [[nodiscard, gnu::always_inline]] bool StoreCell(GuestAddr address, Cell value) const {
    return TryStore(CellAt(address), Unsigned(value));
  }
  [[nodiscard, gnu::always_inline]] bool AddToCell(GuestAddr address, Cell value) const {
    return TryAdd(CellAt(address), Unsigned(value));
  }
  [[nodiscard, gnu::always_inline]] bool LoadByte(GuestAddr address, Cell& value) const {
    std::uint64_t raw = 0;
    if (!TryLoad(bytes_[address.value()], raw)) [[unlikely]] {
      return false;
    }
    value = Signed(raw);
    return true;
  }
  [[nodiscard, gnu::always_inline]] bool StoreByte(GuestAddr address, Cell value) const {
    return TryStore(bytes_[address.value()], static_cast<std::uint8_t>(value & 0xff));
  }

  /// Has all pages of a range there, to be read or written through Bytes, until the VM instance is
  /// left. The first address that is refused, if one is. Calls: there are many of them.
  [[nodiscard, gnu::noinline]] std::optional<GuestAddr> RefusedToRead(GuestAddr address,
                                                                      ByteCount length) const {
    return FirstRefused(address, length, [](std::byte& byte) {
      std::uint64_t ignored = 0;
      return TryLoad(byte, ignored);
    });
  }
  /// The text of a range, or nothing if a page of it is refused.
  [[nodiscard]] std::string_view TextIfThere(GuestAddr address, ByteCount length) const
      [[clang::lifetimebound]] {
    return RefusedToRead(address, length).has_value() ? std::string_view() : Text(address, length);
  }
  [[nodiscard, gnu::noinline]] std::optional<GuestAddr> RefusedToWrite(GuestAddr address,
                                                                       ByteCount length) const {
    return FirstRefused(address, length, [](std::byte& byte) { return TryTouchToWrite(byte); });
  }

 private:
  [[nodiscard]] std::span<std::byte, kCellSize.value()> CellAt(GuestAddr address) const
      [[clang::lifetimebound]] {
    return bytes_.subspan(address.value(), kCellSize.value()).first<kCellSize.value()>();
  }

  /// Tries the range's first byte, and that of each page in it.
  template <typename Try>
  [[nodiscard]] std::optional<GuestAddr> FirstRefused(GuestAddr address, ByteCount length,
                                                      Try attempt) const {
    if (length.value() == 0) {
      return std::nullopt;
    }
    const std::uint64_t last = address.value() + length.value() - 1;
    std::uint64_t next = address.value();
    while (next <= last) {
      if (!attempt(bytes_[next])) [[unlikely]] {
        return GuestAddr(next);
      }
      next = (next / kPageSize.value() + 1) * kPageSize.value();
    }
    return std::nullopt;
  }

  std::span<std::byte> bytes_;
};

}  // namespace starkernel::forthvm
