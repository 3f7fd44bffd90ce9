#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/span_copy_unsafe.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {

/// Whether the reserve is left to others.
enum class Keeps : std::uint8_t { kReserve, kNothing };

/// Where messages lie between their senders and receivers. A message is known by its node's place.
class MessageStore {
 public:
  /// The last of both, so many, are the reserve.
  MessageStore(std::span<MessageNode> nodes, std::span<MessageChunk> chunks,
               std::size_t node_reserve = 0, std::size_t chunk_reserve = 0)
      : nodes_(nodes, node_reserve), chunks_(chunks), chunk_reserve_(chunk_reserve) {}

  /// A copy of `bytes`, or kNoPlace if there is no room beside the reserve.
  [[nodiscard]] std::uint32_t Put(std::span<const std::byte> bytes) {
    if (bytes.size() > MessageNode::kDirect && !HasChunks(bytes.size(), Keeps::kReserve)) {
      return kNoPlace;
    }
    const std::uint32_t message = nodes_.Take();
    if (message != kNoPlace) {
      Fill(nodes_[message], bytes);
    }
    return message;
  }
  /// The same for who may have the reserve, too.
  [[nodiscard]] std::uint32_t PutInReserve(std::span<const std::byte> bytes);

  /// Makes `bytes` the contents of a message that has none; whether there was room.
  [[nodiscard]] bool Refill(std::uint32_t message, std::span<const std::byte> bytes, Keeps keeps) {
    if (!HasChunks(bytes.size(), keeps)) {
      return false;
    }
    Fill(nodes_[message], bytes);
    return true;
  }

  /// Copies the message to the beginning of `target`, which is long enough.
  void CopyOut(std::uint32_t message, std::span<std::byte> target) const {
    const MessageNode& node = nodes_[message];
    if (node.length > MessageNode::kDirect) {
      CopyOutLong(node, target);
    } else {
      CopyInto<std::byte>(target, std::span(node.bytes).first(node.length));
    }
  }

  /// The message has no contents any more, but keeps its place.
  void Empty(std::uint32_t message) {
    if (nodes_[message].length > MessageNode::kDirect) {
      GiveChunksBack(nodes_[message]);
    }
    nodes_[message].length = 0;
  }

  void GiveBack(std::uint32_t message) {
    Empty(message);
    nodes_.GiveBack(message);
  }

  [[nodiscard]] MessageNode& operator[](std::uint32_t message) [[clang::lifetimebound]] {
    return nodes_[message];
  }
  [[nodiscard]] const MessageNode& operator[](std::uint32_t message) const
      [[clang::lifetimebound]] {
    return nodes_[message];
  }

  [[nodiscard]] std::size_t used_nodes() const { return nodes_.used(); }
  [[nodiscard]] std::size_t used_chunks() const { return chunks_.used(); }
  [[nodiscard]] std::size_t node_limit(Keeps keeps) const {
    return keeps == Keeps::kReserve ? nodes_.open() : nodes_.size();
  }
  [[nodiscard]] std::size_t chunk_limit(Keeps keeps) const {
    return keeps == Keeps::kReserve ? chunks_.size() - std::min(chunk_reserve_, chunks_.size())
                                    : chunks_.size();
  }

 private:
  [[nodiscard]] bool HasChunks(std::size_t length, Keeps keeps) const {
    return ChunksFor(length) == 0 || chunks_.used() + ChunksFor(length) <= chunk_limit(keeps);
  }
  void Fill(MessageNode& node, std::span<const std::byte> bytes) {
    node.length = static_cast<std::uint32_t>(bytes.size());
    if (bytes.size() > MessageNode::kDirect) {
      FillLong(node, bytes);
    } else {
      CopyInto<std::byte>(node.bytes, bytes);
    }
  }
  void FillLong(MessageNode& node, std::span<const std::byte> bytes);
  void CopyOutLong(const MessageNode& node, std::span<std::byte> target) const;
  void GiveChunksBack(const MessageNode& node);

  NodePool<MessageNode, &MessageNode::next> nodes_;
  NodePool<MessageChunk, &MessageChunk::next> chunks_;
  std::size_t chunk_reserve_;
};

}  // namespace starkernel::ipc
