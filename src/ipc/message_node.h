#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {

/// A message: its stamp and its first bytes, in two cache lines. The others are in a chain of
/// chunks. Only the exchange knows what the parts mean.
struct alignas(64) MessageNode {
  static constexpr std::size_t kDirect = 88;

  std::uint64_t tag = 0;
  std::uint64_t reply = 0;  ///< The token by which a call is answered; otherwise 0.
  VmId sender;
  std::uint32_t next = kNoPlace;   ///< Behind it in the mailbox, or the next free one.
  std::uint32_t chunk = kNoPlace;  ///< The first of the chain, if it is longer than kDirect; of a
                                   ///< notice the endpoint whose it is.
  std::uint32_t length = 0;        ///< In bytes.
  std::uint32_t badge = 0;
  std::array<std::byte, kDirect> bytes{};
};

/// Bytes of a message after the first MessageNode::kDirect, where copies are quickest: from the
/// beginning of a cache line on.
struct alignas(64) MessageChunk {
  static constexpr std::size_t kBytes = 1020;

  std::array<std::byte, kBytes> bytes{};
  std::uint32_t next = kNoPlace;
};

/// Bytes of memory that a message with so many chunks takes beside those for its contents.
[[nodiscard]] constexpr std::size_t MessageOverhead(std::size_t chunks) {
  return sizeof(MessageNode) - MessageNode::kDirect +
         chunks * (sizeof(MessageChunk) - MessageChunk::kBytes);
}

/// The chunks that a message of `length` bytes needs.
[[nodiscard]] constexpr std::size_t ChunksFor(std::size_t length) {
  return length <= MessageNode::kDirect
             ? 0
             : (length - MessageNode::kDirect + MessageChunk::kBytes - 1) / MessageChunk::kBytes;
}

static_assert(sizeof(MessageNode) == 128);
static_assert(sizeof(MessageChunk) == 1024);
static_assert(MessageOverhead(0) == 40);
static_assert(MessageOverhead(ChunksFor(5188)) < 64 && MessageOverhead(ChunksFor(5189)) == 64);

}  // namespace starkernel::ipc
