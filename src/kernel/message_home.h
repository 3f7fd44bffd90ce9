#pragma once

#include <algorithm>
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
  /// The messages at a time, and the chunks of those that are long: so many for each VM instance,
  /// and never fewer than that. Who has no room waits.
  static constexpr std::size_t kMessagesForAVm = 2;
  static constexpr std::size_t kFewestMessages = 2048;
  static constexpr std::size_t kVmsForAChunk = 8;
  static constexpr std::size_t kFewestChunks = 512;
  /// Of these for what VM[0] sends, the answers to its calls and the notices to it.
  static constexpr ipc::ExchangeReserve kReserve{.messages = 128, .chunks = 128};
  /// Of each VM instance's mailbox.
  static constexpr ipc::MailboxQuota kQuota = ipc::kLargestQuota;

  /// Without a message, for so many VM instances. Error::kOutOfMemory.
  [[nodiscard]] static Result<MessageHome> Create(heap::Heap& heap [[clang::lifetimebound]],
                                                  std::size_t vms) {
    auto endpoints = TRY(heap::MakeArray<ipc::Endpoint>(heap, vms));
    auto messages = TRY(
        heap::MakeArray<ipc::MessageNode>(heap, std::max(vms * kMessagesForAVm, kFewestMessages)));
    auto chunks =
        TRY(heap::MakeArray<ipc::MessageChunk>(heap, std::max(vms / kVmsForAChunk, kFewestChunks)));
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
                   .chunks = chunks_.span(),
                   .reserve = kReserve}) {}

  heap::Array<ipc::Endpoint> endpoints_;
  heap::Array<ipc::MessageNode> messages_;
  heap::Array<ipc::MessageChunk> chunks_;
  ipc::MessageExchange exchange_;
};

}  // namespace starkernel::kernel
