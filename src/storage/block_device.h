#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::storage {

/// Bytes in a block.
inline constexpr std::size_t kBlockSize = 1024;

/// What came of asking a device for something.
enum class BlockOutcome : std::uint8_t {
  kDone,
  kPending,  ///< Not yet: ask for the same again later.
  kFailed,   ///< The device cannot read or write this block.
};

/// A medium of numbered blocks. No call waits.
class BlockDevice {
 public:
  /// How many blocks there are, from number 0 on.
  [[nodiscard]] virtual std::uint64_t count() const = 0;

  /// Fills `bytes` with the block of that number, which is below count().
  [[nodiscard]] virtual BlockOutcome Read(std::uint64_t block,
                                          std::span<std::byte, kBlockSize> bytes) = 0;

  /// Stores the block of that number, which is below count(). A failure may leave it half stored.
  [[nodiscard]] virtual BlockOutcome Write(std::uint64_t block,
                                           std::span<const std::byte, kBlockSize> bytes) = 0;

  /// Makes what was written outlast the machine, as far as the medium can.
  [[nodiscard]] virtual BlockOutcome Flush() = 0;

 protected:
  ~BlockDevice() = default;
};

}  // namespace starkernel::storage
