#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/notice.h"
#include "src/ipc/permits.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {

[[nodiscard]] inline std::span<const std::byte> BytesOf(std::string_view text
                                                        [[clang::lifetimebound]]) {
  return std::as_bytes(std::span(text));
}

[[nodiscard]] inline std::vector<VmId> VmsOf(const WakeList& wakes) {
  return {wakes.vms().begin(), wakes.vms().end()};
}

/// The bytes by which a notice is told.
[[nodiscard]] inline std::string TextOf(const Notice& notice) {
  const std::array cells = notice.Cells();
  std::string text(sizeof(cells), '?');
  std::ranges::copy(std::as_bytes(std::span(cells)),
                    std::as_writable_bytes(std::span(text)).begin());
  return text;
}

/// For tests: what somebody got, and who is to be woken.
struct Received {
  ReceiveResult result = ReceiveResult::kNothing;
  std::string text;
  MessageInfo info;
  std::vector<VmId> wakes;
};

/// For tests: what allows as long as the test says so.
class TestPermits final : public Permits {
 public:
  [[nodiscard]] bool Allow(std::uint64_t permit) override { return !forbidden_.contains(permit); }
  void Set(std::uint64_t permit, bool allowed) {
    if (allowed) {
      forbidden_.erase(permit);
    } else {
      forbidden_.insert(permit);
    }
  }

 private:
  std::set<std::uint64_t> forbidden_;
};

/// For tests: an exchange with its memory, whose messages are text.
class TestExchange {
 public:
  TestExchange(std::size_t endpoints, std::size_t messages, std::size_t chunks,
               ExchangeReserve reserve = {})
      : endpoints_(endpoints), messages_(messages), chunks_(chunks), reserve_(reserve) {}

  [[nodiscard]] MessageExchange& exchange() [[clang::lifetimebound]] { return exchange_; }

  /// Not asked unless the test says so.
  [[nodiscard]] TestPermits& permits() [[clang::lifetimebound]] { return permits_; }

  EndpointId Add(std::uint64_t vm, MailboxQuota quota = {4, 4096}) {
    return exchange_.AddEndpoint(VmId(vm), quota).value();
  }
  SendAnswer Send(EndpointId by, EndpointId to, std::string_view text, MessageStamp stamp = {}) {
    return exchange_.Send(by, to, stamp, BytesOf(text));
  }
  SendAnswer SendOrWait(EndpointId by, EndpointId to, std::string_view text,
                        MessageStamp stamp = {}) {
    return exchange_.SendOrWait(by, to, stamp, BytesOf(text));
  }
  SendAnswer Call(EndpointId by, EndpointId to, std::string_view text, MessageStamp stamp = {}) {
    return exchange_.Call(by, to, stamp, BytesOf(text));
  }
  SendAnswer Reply(EndpointId by, ReplyToken token, std::string_view text, std::uint64_t tag = 0) {
    return exchange_.Reply(by, token, tag, BytesOf(text));
  }
  Received Receive(EndpointId by, const MessageFilter& filter = {}, std::size_t steps = 64,
                   std::size_t buffer_size = kMaximumLength) {
    std::string buffer(buffer_size, '?');
    return Read(exchange_.Receive(by, filter, std::as_writable_bytes(std::span(buffer)), steps),
                buffer);
  }
  Received TakeReply(EndpointId by, std::size_t buffer_size = kMaximumLength) {
    std::string buffer(buffer_size, '?');
    return Read(exchange_.TakeReply(by, std::as_writable_bytes(std::span(buffer))), buffer);
  }
  /// Takes an endpoint away; who is to be woken.
  std::vector<VmId> RemoveAll(EndpointId endpoint) {
    std::vector<VmId> woken;
    for (bool done = false; !done;) {
      const RemovalStep step = exchange_.RemoveEndpoint(endpoint);
      woken.insert(woken.end(), step.wakes.vms().begin(), step.wakes.vms().end());
      done = step.done;
    }
    return woken;
  }

 private:
  static Received Read(const ReceiveAnswer& answer, const std::string& buffer) {
    return {.result = answer.result,
            .text = answer.result == ReceiveResult::kReceived
                        ? buffer.substr(0, answer.message.length)
                        : std::string(),
            .info = answer.message,
            .wakes = VmsOf(answer.wakes)};
  }

  std::vector<Endpoint> endpoints_;
  std::vector<MessageNode> messages_;
  std::vector<MessageChunk> chunks_;
  ExchangeReserve reserve_;
  TestPermits permits_;
  MessageExchange exchange_{{endpoints_, messages_, chunks_, reserve_}};
};

}  // namespace starkernel::ipc
