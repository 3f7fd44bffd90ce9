#include "src/base/packed_text.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/fixed_vector.h"
#include "src/base/result.h"

namespace starkernel {
namespace {

/// Reads a row of codes.
class CodeRow {
 public:
  /// Error::kCorrupt if the bytes are none.
  static Result<CodeRow> Of(std::span<const std::byte> bytes [[clang::lifetimebound]]) {
    const std::size_t rest = bytes.size() % 3;
    if (rest == 1 || (rest == 2 && ByteAt(bytes, bytes.size() - 1) > 0xF)) {
      return Error::kCorrupt;
    }
    return CodeRow(bytes);
  }

  [[nodiscard]] std::size_t size() const { return bytes_.size() * 2 / 3; }

  [[nodiscard]] std::uint16_t operator[](std::size_t place) const {
    const std::size_t first = place + place / 2;
    const unsigned both = ByteAt(bytes_, first) | (ByteAt(bytes_, first + 1) << 8U);
    return static_cast<std::uint16_t>(place % 2 == 0 ? both & 0xFFFU : both >> 4U);
  }

 private:
  explicit CodeRow(std::span<const std::byte> bytes) : bytes_(bytes) {}

  static unsigned ByteAt(std::span<const std::byte> bytes, std::size_t place) {
    return std::to_integer<unsigned>(bytes[place]);
  }

  std::span<const std::byte> bytes_;
};

/// Writes what codes stand for, one code after the other.
class Unpacker {
 public:
  Unpacker(CodeRow pairs, std::span<char> room [[clang::lifetimebound]])
      : pairs_(pairs), room_(room) {}

  [[nodiscard]] Result<void> Append(std::uint16_t code) {
    for (;;) {
      code = TRY(FirstByteOf(code));
      if (used_ == room_.size()) {
        return Error::kCapacity;
      }
      room_[used_] = static_cast<char>(code);
      ++used_;
      if (later_.empty()) {
        return {};
      }
      code = later_.Pop();
    }
  }

  [[nodiscard]] std::string_view text() const { return std::string_view(room_.first(used_)); }

 private:
  /// The code of the first byte that `code` stands for; the codes of the rest are kept for later.
  [[nodiscard]] Result<std::uint16_t> FirstByteOf(std::uint16_t code) {
    while (code >= kFirstPair) {
      const std::size_t left = 2 * static_cast<std::size_t>(code - kFirstPair);
      if (left + 1 >= pairs_.size() || pairs_[left] >= code || pairs_[left + 1] >= code ||
          !later_.Push(pairs_[left + 1]).ok()) {
        return Error::kCorrupt;
      }
      code = pairs_[left];
    }
    return code;
  }

  CodeRow pairs_;
  std::span<char> room_;
  std::size_t used_ = 0;
  FixedVector<std::uint16_t, kHighestPair> later_;  ///< Still to be written; the last comes first.
};

}  // namespace

Result<std::string_view> UnpackText(std::span<const std::byte> pairs,
                                    std::span<const std::byte> packed, std::span<char> room) {
  Unpacker unpacker(TRY(CodeRow::Of(pairs)), room);
  const CodeRow codes = TRY(CodeRow::Of(packed));
  for (std::size_t place = 0; place < codes.size(); ++place) {
    TRY(unpacker.Append(codes[place]));
  }
  return unpacker.text();
}

}  // namespace starkernel
