#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"

namespace starkernel::ipc {

/// By this tag the kernel tells of a VM instance; nobody else can send with it.
inline constexpr std::uint64_t kNoticeTag = std::uint64_t{1} << 63U;

/// What became of a VM instance.
enum class NoticeKind : std::uint8_t {
  kEnded,    ///< It has come to its end, or ended itself.
  kKilled,   ///< Somebody else ended it.
  kFaulted,  ///< An error that it did not catch holds it.
};

/// What a supervisor is told.
struct Notice {
  static constexpr std::size_t kCells = 3;

  NoticeKind kind = NoticeKind::kEnded;
  std::int64_t thrown = 0;  ///< The code of the error that it did not catch; 0 for none.
  VmId by = kNoVm;          ///< Who ended it, with kKilled.

  /// As it stands in the message: kind, code, id.
  [[nodiscard]] constexpr std::array<std::uint64_t, kCells> Cells() const {
    return {static_cast<std::uint64_t>(kind), std::bit_cast<std::uint64_t>(thrown), by.value()};
  }
};

}  // namespace starkernel::ipc
