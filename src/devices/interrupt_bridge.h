#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/fixed_vector.h"
#include "src/base/ids.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/hal/device_bus.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"

namespace starkernel::devices {

/// Who wants to be told of a line's interrupts, and how.
struct LineOwner {
  capabilities::HolderId holder;
  capabilities::SlotNumber slot;  ///< The capability that allows it.
  ipc::EndpointId endpoint;
  ipc::EventBits events;  ///< What is added to its events.
};

/// A line that has an owner.
struct TakenLine {
  std::uint8_t number = 0;
  LineOwner owner;
  std::uint64_t interrupts = 0;  ///< Not acknowledged.
};

/// Who is to be woken, as somebody else does it.
class Waker {
 public:
  virtual void Wake(VmId vm) = 0;

 protected:
  ~Waker() = default;
};

/// Makes events of VM instances out of interrupts. Each line belongs to one VM instance at most, as
/// long as it lives and the capability works by which it took it; without an owner a line is
/// masked.
///
/// Nothing is lost for want of room: events coalesce, and how often a line has interrupted is
/// counted until that is acknowledged. What may come meanwhile is bounded by hal::LineState.
class InterruptBridge {
 public:
  /// Lines that can be taken at a time.
  static constexpr std::size_t kMostLines = 24;

  /// All outlive this.
  InterruptBridge(hal::DeviceBus& bus [[clang::lifetimebound]],
                  capabilities::CapabilityTable& capabilities [[clang::lifetimebound]],
                  ipc::MessageExchange& messages [[clang::lifetimebound]])
      : bus_(bus), capabilities_(capabilities), messages_(messages) {}
  InterruptBridge(const InterruptBridge&) = delete;
  InterruptBridge& operator=(const InterruptBridge&) = delete;
  ~InterruptBridge() = default;

  /// Gives a line to somebody, and lets it interrupt; one that has it already gets other events.
  /// Error::kNotFound if there is no such line, Error::kAlreadyExists if it is another's or the
  /// kernel's, Error::kCapacity.
  [[nodiscard]] Result<void> Take(std::uint64_t line, const LineOwner& owner);

  // Error::kNotFound unless `holder` has the line.

  /// The device was seen to: how often the line has interrupted since this was last said. 0 if it
  /// may have, since a record was lost.
  [[nodiscard]] Result<std::uint64_t> Acknowledge(std::uint64_t line,
                                                  capabilities::HolderId holder);

  /// Masks the line; it is free.
  [[nodiscard]] Result<void> Release(std::uint64_t line, capabilities::HolderId holder);

  /// The same for all lines of a VM instance, which is about to end.
  void ReleaseAll(capabilities::HolderId holder);

  /// The same for all lines whose owners' capabilities do not work any more. After capabilities
  /// were revoked or given up.
  void Review();

  /// Whether Deliver may have somebody to tell.
  [[nodiscard]] bool HasNews() SK_EXCLUDES(kInterruptContext);

  /// Tells the owners of what has interrupted. At most one event for each line.
  void Deliver(Waker& waker);

  /// Lines that are taken.
  [[nodiscard]] std::size_t taken() const { return lines_.size(); }
  [[nodiscard]] const FixedVector<TakenLine, kMostLines>& lines() const [[clang::lifetimebound]] {
    return lines_;
  }

 private:
  [[nodiscard]] TakenLine* Find(std::uint64_t line) [[clang::lifetimebound]];
  [[nodiscard]] bool Works(const TakenLine& line);
  /// Masks and frees those lines that `goes` says.
  template <typename Goes>
  void ReleaseIf(const Goes& goes);

  hal::DeviceBus& bus_;
  capabilities::CapabilityTable& capabilities_;
  ipc::MessageExchange& messages_;
  FixedVector<TakenLine, kMostLines> lines_;
};

}  // namespace starkernel::devices
