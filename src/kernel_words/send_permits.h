#pragma once

#include <cstdint>

#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/permits.h"

namespace starkernel::kernel_words {

/// Lets messages in line go on only by capabilities that still work: what is revoked while a
/// message waits for room does not let it in any more. Their permits are slots of the senders.
class SendPermits final : public ipc::Permits {
 public:
  /// The table must outlive this, and this the last use of the exchange.
  SendPermits(capabilities::CapabilityTable& table [[clang::lifetimebound]],
              ipc::MessageExchange& messages)
      : table_(table) {
    messages.AskBeforeLettingIn(*this);
  }
  SendPermits(const SendPermits&) = delete;
  SendPermits& operator=(const SendPermits&) = delete;
  ~SendPermits() = default;

  [[nodiscard]] bool Allow(std::uint64_t permit) override {
    return table_.Works(capabilities::SlotNumber(permit));
  }

 private:
  capabilities::CapabilityTable& table_;
};

}  // namespace starkernel::kernel_words
