#pragma once

#include <array>
#include <cstddef>

#include "src/ipc/endpoint.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"

namespace starkernel::kernel_words {

/// An exchange with its memory, for one VM instance that sends to itself: for POST and tests.
class SmallExchange {
 public:
  static constexpr std::size_t kEndpoints = 1;
  static constexpr std::size_t kMessages = 4;
  static constexpr std::size_t kChunks = 2;

  SmallExchange() = default;
  SmallExchange(const SmallExchange&) = delete;
  SmallExchange& operator=(const SmallExchange&) = delete;
  ~SmallExchange() = default;

  [[nodiscard]] ipc::MessageExchange& exchange() [[clang::lifetimebound]] { return exchange_; }

 private:
  std::array<ipc::Endpoint, kEndpoints> endpoints_{};
  std::array<ipc::MessageNode, kMessages> messages_{};
  std::array<ipc::MessageChunk, kChunks> chunks_{};
  ipc::MessageExchange exchange_{
      {.endpoints = endpoints_, .messages = messages_, .chunks = chunks_}};
};

}  // namespace starkernel::kernel_words
