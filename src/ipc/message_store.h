#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/span_copy_unsafe.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {

/// Where messages lie between their senders and receivers. A message is known by its node's place.
class MessageStore {
 public:
  MessageStore(std::span<MessageNode> nodes, std::span<MessageChunk> chunks)
      : nodes_(nodes), chunks_(chunks) {}

  /// A copy of `bytes`, or kNoPlace if there is no room.
  [[nodiscard]] std::uint32_t Put(std::span<const std::byte> bytes) {
    if (bytes.size() > MessageNode::kDirect && ChunksFor(bytes.size()) > chunks_.left()) {
      return kNoPlace;
    }
    const std::uint32_t message = nodes_.Take();
    if (message != kNoPlace) {
      Fill(nodes_[message], bytes);
    }
    return message;
  }

  /// Makes `bytes` the contents of a message that has none; whether there was room.
  [[nodiscard]] bool Refill(std::uint32_t message, std::span<const std::byte> bytes) {
    if (ChunksFor(bytes.size()) > chunks_.left()) {
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

 private:
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
};

}  // namespace starkernel::ipc
