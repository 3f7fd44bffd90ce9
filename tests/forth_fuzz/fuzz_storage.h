#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

#include "src/base/quantities.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm::fuzz {

/// How much room there is for words.
struct Room {
  std::size_t code;
  std::size_t words;
  std::size_t names;
  std::size_t name_slots;
};

/// For what a program adds to the words that every VM instance is born with: little, so that
/// programs of a few lines use up each part.
inline constexpr Room kLittleRoom{.code = 512, .words = 48, .names = 320, .name_slots = 64};

/// For the words that every VM instance is born with.
inline constexpr Room kRoomForSystem{.code = std::size_t{8} * 1024,
                                     .words = 1024,
                                     .names = std::size_t{16} * 1024,
                                     .name_slots = 2048};

/// Whether both have the same bytes, as many of them. Looks at all of them, which the compiler
/// makes quicker than to stop at the first difference.
[[nodiscard]] inline bool HaveSameBytes(std::span<const std::byte> left,
                                        std::span<const std::byte> right) {
  return left.size() == right.size() &&
         std::transform_reduce(left.begin(), left.end(), right.begin(), std::byte{0}, std::bit_or(),
                               std::bit_xor()) == std::byte{0};
}

/// Everything that a VM instance lives in but its envelope. Each part is a block of its own, so
/// that AddressSanitizer sees what leaves it.
class FuzzStorage {
 public:
  explicit FuzzStorage(Room room)
      : parts_(room.code, room.words, room.names, room.name_slots, 96, 64, 64, 12, 24, 5, 6, 4, 64,
               12, 4, 64, 8, 1, 700) {}

  /// The spans are good as long as the storage lives.
  [[nodiscard]] VmStorage In(std::span<std::byte> envelope) [[clang::lifetimebound]] {
    return std::apply(
        [envelope](auto&... parts) {
          return VmStorage{envelope, ByteCount(0), std::span(parts)...};
        },
        parts_);
  }

  /// Makes it hold what another of the same sizes does.
  void CopyFrom(const FuzzStorage& other) { CopyParts<0>(other); }

  /// Whether both hold the same, byte by byte.
  [[nodiscard]] bool HoldsSame(const FuzzStorage& other) const { return SameParts<0>(other); }

 private:
  template <std::size_t kPart>
  void CopyParts(const FuzzStorage& other) {
    if constexpr (kPart < std::tuple_size_v<Parts>) {
      // Byte by byte, with what lies between members: HoldsSame looks at that too.
      std::ranges::copy(std::as_bytes(std::span(std::get<kPart>(other.parts_))),
                        std::as_writable_bytes(std::span(std::get<kPart>(parts_))).begin());
      CopyParts<kPart + 1>(other);
    }
  }

  template <std::size_t kPart>
  [[nodiscard]] bool SameParts(const FuzzStorage& other) const {
    if constexpr (kPart < std::tuple_size_v<Parts>) {
      return HaveSameBytes(std::as_bytes(std::span(std::get<kPart>(parts_))),
                           std::as_bytes(std::span(std::get<kPart>(other.parts_)))) &&
             SameParts<kPart + 1>(other);
    } else {
      return true;
    }
  }

  template <typename Span>
  using Part = std::vector<typename Span::value_type>;

  /// In the order of VmStorage.
  using Parts =
      std::tuple<Part<decltype(VmStorage::code)>, Part<decltype(VmStorage::words)>,
                 Part<decltype(VmStorage::names)>, Part<decltype(VmStorage::name_slots)>,
                 Part<decltype(VmStorage::data_stack)>, Part<decltype(VmStorage::return_stack)>,
                 Part<decltype(VmStorage::frames)>, Part<decltype(VmStorage::loops)>,
                 Part<decltype(VmStorage::control_items)>, Part<decltype(VmStorage::sources)>,
                 Part<decltype(VmStorage::exceptions)>, Part<decltype(VmStorage::files)>,
                 Part<decltype(VmStorage::included_names)>, Part<decltype(VmStorage::heap_blocks)>,
                 Part<decltype(VmStorage::substitutions)>, Part<decltype(VmStorage::local_names)>,
                 Part<decltype(VmStorage::outer_definitions)>, Part<decltype(VmStorage::physics)>,
                 Part<decltype(VmStorage::heats)>>;

  Parts parts_;
};

}  // namespace starkernel::forthvm::fuzz
