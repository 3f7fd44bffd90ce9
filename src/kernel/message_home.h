#pragma once

#include <cstddef>
#include <utility>

#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"

namespace starkernel::kernel {

/// The machine's messages, with the memory that they lie in.
class MessageHome {
 public:
  static constexpr std::size_t kEndpoints = 64;
  static constexpr std::size_t kMessages = 2048;
  static constexpr std::size_t kChunks = 512;
  /// Of each VM instance's mailbox.
  static constexpr ipc::MailboxQuota kQuota{.messages = 64, .bytes = 64 * 1024};

  /// Without a message. Error::kOutOfMemory.
  [[nodiscard]] static Result<MessageHome> Create(heap::Heap& heap [[clang::lifetimebound]]) {
    auto endpoints = TRY(heap::MakeArray<ipc::Endpoint>(heap, kEndpoints));
    auto messages = TRY(heap::MakeArray<ipc::MessageNode>(heap, kMessages));
    auto chunks = TRY(heap::MakeArray<ipc::MessageChunk>(heap, kChunks));
    return MessageHome(std::move(endpoints), std::move(messages), std::move(chunks));
  }

  [[nodiscard]] ipc::MessageExchange& exchange() [[clang::lifetimebound]] { return exchange_; }

 private:
  MessageHome(heap::Array<ipc::Endpoint> endpoints, heap::Array<ipc::MessageNode> messages,
              heap::Array<ipc::MessageChunk> chunks)
      : endpoints_(std::move(endpoints)),
        messages_(std::move(messages)),
        chunks_(std::move(chunks)),
        exchange_({.endpoints = endpoints_.span(),
                   .messages = messages_.span(),
                   .chunks = chunks_.span()}) {}

  heap::Array<ipc::Endpoint> endpoints_;
  heap::Array<ipc::MessageNode> messages_;
  heap::Array<ipc::MessageChunk> chunks_;
  ipc::MessageExchange exchange_;
};

}  // namespace starkernel::kernel
