#include "src/ipc/message_store.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/span_copy_unsafe.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {

std::uint32_t MessageStore::PutInReserve(std::span<const std::byte> bytes) {
  if (!HasChunks(bytes.size(), Keeps::kNothing)) {
    return kNoPlace;
  }
  const std::uint32_t message = nodes_.TakeAny();
  if (message != kNoPlace) {
    Fill(nodes_[message], bytes);
  }
  return message;
}

/// The chunks are there: whoever calls has counted them.
void MessageStore::FillLong(MessageNode& node, std::span<const std::byte> bytes) {
  CopyInto<std::byte>(node.bytes, bytes.first(MessageNode::kDirect));
  std::uint32_t last = kNoPlace;
  for (auto rest = bytes.subspan(MessageNode::kDirect); !rest.empty();) {
    const std::size_t part = std::min(rest.size(), MessageChunk::kBytes);
    const std::uint32_t chunk = chunks_.Take();
    (last == kNoPlace ? node.chunk : chunks_[last].next) = chunk;
    CopyInto<std::byte>(chunks_[chunk].bytes, rest.first(part));
    rest = rest.subspan(part);
    last = chunk;
  }
  chunks_[last].next = kNoPlace;
}

void MessageStore::CopyOutLong(const MessageNode& node, std::span<std::byte> target) const {
  CopyInto<std::byte>(target, node.bytes);
  auto rest = target.first(node.length).subspan(MessageNode::kDirect);
  for (std::uint32_t chunk = node.chunk; chunk != kNoPlace; chunk = chunks_[chunk].next) {
    const std::size_t part = std::min(rest.size(), MessageChunk::kBytes);
    CopyInto<std::byte>(rest, std::span(chunks_[chunk].bytes).first(part));
    rest = rest.subspan(part);
  }
}

void MessageStore::GiveChunksBack(const MessageNode& node) {
  for (std::uint32_t chunk = node.chunk; chunk != kNoPlace;) {
    const std::uint32_t next = chunks_[chunk].next;
    chunks_.GiveBack(chunk);
    chunk = next;
  }
}

}  // namespace starkernel::ipc
