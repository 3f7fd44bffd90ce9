#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/message_store.h"
#include "src/ipc/notice.h"
#include "src/ipc/permits.h"

namespace starkernel::ipc {

struct ExchangeReserve {
  std::size_t messages = 0;
  std::size_t chunks = 0;
};

/// The memory of an exchange: all that it ever uses. Must be fresh.
struct ExchangeStorage {
  std::span<Endpoint> endpoints;
  std::span<MessageNode> messages;
  std::span<MessageChunk> chunks;
  /// Of these the last are for what the operator's VM instance sends, for answers to its calls, and
  /// for notices to it.
  ExchangeReserve reserve{};
};

/// Places of an exchange that are taken.
struct ExchangeUse {
  std::size_t endpoints = 0;
  std::size_t messages = 0;
  std::size_t chunks = 0;

  friend constexpr bool operator==(const ExchangeUse&, const ExchangeUse&) = default;
};

/// All messages and notifications between VM instances. One caller at a time. Who may send to whom
/// is decided before it is called.
///
/// It never blocks: an operation that cannot be done yet is noted, if its caller wants to wait, and
/// the operation that makes it possible says who is to be woken. A VM instance that waits must do
/// nothing until it was woken or its wait was cancelled (panics).
class MessageExchange {
 public:
  /// Room for no more endpoints than that; what goes beyond is not used.
  static constexpr std::size_t kMaximumEndpoints = std::size_t{1} << 24U;

  /// `storage` must outlive the exchange.
  explicit MessageExchange(const ExchangeStorage& storage);

  /// From now on a message in line is let in only if `permits`, which must outlive the last
  /// operation, allows it then; otherwise its sender is woken and the message is gone
  /// (kTurnedAway).
  void AskBeforeLettingIn(Permits& permits) { permits_ = &permits; }

  /// An endpoint for a VM instance, with an empty mailbox. Error::kCapacity if there is no room.
  [[nodiscard]] Result<EndpointId> AddEndpoint(VmId vm, MailboxQuota quota);

  /// One step of taking an endpoint away whose VM instance has ended: gives at most one message
  /// back and wakes those concerned. From the first step on nobody can send to it. Those whose
  /// messages stand in line come first, then those it should have answered, each in order. What it
  /// has sent stays. To be called until it is done; panics if there is no such endpoint.
  [[nodiscard]] RemovalStep RemoveEndpoint(EndpointId endpoint);

  /// One step of closing an endpoint whose VM instance will never act again, but is kept: wakes at
  /// most one of those concerned, in the order of RemoveEndpoint. From the first step on nobody can
  /// send to it; what lies in its mailbox stays. To be called until it is done.
  [[nodiscard]] RemovalStep CloseEndpoint(EndpointId endpoint);

  /// Whether an endpoint exists and was not closed.
  [[nodiscard]] bool IsOpen(EndpointId endpoint) const { return Find(endpoint) != kNoPlace; }

  /// Keeps a place by which `to` can be told of `of`; a notice of it that lies untaken stays where
  /// it is, and says no more than it does. Error::kOutOfRange if as many notices lie
  /// untaken in its mailbox as it may hold messages, Error::kCapacity if there is no room.
  [[nodiscard]] Result<void> KeepNotice(EndpointId of, EndpointId to);

  /// Puts a notice of `of`, which keeps a place for it (panics), behind what is in the mailbox of
  /// `to`, whatever its quota: kSent, or kReceiverGone. If an earlier one is still untaken, that
  /// says this instead, where it is. It is taken like a message and tagged kNoticeTag.
  [[nodiscard]] SendAnswer Tell(EndpointId of, EndpointId to, const Notice& notice);

  /// What is there already stays, and stands against the new quota.
  [[nodiscard]] WakeList SetQuota(EndpointId endpoint, MailboxQuota quota);

  // Below, `by` is the VM instance that acts. Panics if it does not exist or waits.

  /// Puts a copy of `bytes` into the mailbox of `to`: kSent, or why not.
  [[nodiscard]] SendAnswer Send(EndpointId by, EndpointId to, MessageStamp stamp,
                                std::span<const std::byte> bytes);

  /// The same, but where the mailbox is full the message stands in line and its sender waits
  /// (kWaiting). Once woken it learns by TakeSendOutcome what became of it.
  [[nodiscard]] SendAnswer SendOrWait(EndpointId by, EndpointId to, MessageStamp stamp,
                                      std::span<const std::byte> bytes);

  /// What became of the message that `by` waited with, told once: kSent, kReceiverGone, kCancelled
  /// or kTurnedAway. Nothing if that was told before, or if it did not wait for room since.
  [[nodiscard]] std::optional<SendResult> TakeSendOutcome(EndpointId by);

  /// The same, and its sender waits (kSent) until it is answered, wherever the message stands. Once
  /// woken it gets the answer by TakeReply, unless it was turned away. An answer to an earlier call
  /// that it left there is gone.
  [[nodiscard]] SendAnswer Call(EndpointId by, EndpointId to, MessageStamp stamp,
                                std::span<const std::byte> bytes);

  /// Whether the message that `by` waited with last, a call's or not, was turned away (kTurnedAway)
  /// and no other was sent since. Works while `by` waits, too.
  [[nodiscard]] bool IsTurnedAway(EndpointId by) const;

  /// Answers a call that `by` has received: kSent, kReservedTag, kTooLong, kExchangeFull or kLate.
  /// Only with kSent is the token used up. An answer of up to MessageNode::kDirect bytes always
  /// finds room.
  [[nodiscard]] SendAnswer Reply(EndpointId by, ReplyToken token, std::uint64_t tag,
                                 std::span<const std::byte> bytes);

  /// Copies the answer to the last call to the beginning of `buffer`: kReceived, kBufferTooSmall,
  /// kReceiverGone, kNothing or kNoCall. Works while `by` waits, too. An answer that is not taken
  /// so is received like a message, before all that lie in the mailbox; one that is longer than all
  /// that the mailbox may hold is gone once there was no room for it in `buffer`.
  [[nodiscard]] ReceiveAnswer TakeReply(EndpointId by, std::span<std::byte> buffer);

  /// Copies the oldest message that matches to the beginning of `buffer` and takes it out of the
  /// mailbox: kReceived, kNothing, kUnfinished or kBufferTooSmall. Lets one from the line in.
  ///
  /// Looks at no more than `steps` messages, which must not be 0. With kUnfinished the next call
  /// with the same filter goes on where this one ended: none is looked at twice, as long as the
  /// filter is the same or any message is taken.
  [[nodiscard]] ReceiveAnswer Receive(EndpointId by, const MessageFilter& filter,
                                      std::span<std::byte> buffer, std::size_t steps);

  /// The same without taking it: kReceived, kNothing or kUnfinished.
  [[nodiscard]] ReceiveAnswer Peek(EndpointId by, const MessageFilter& filter, std::size_t steps);

  /// `by` waits for a message that matches, or for one of `events`. It does not if there may be
  /// one: when there is, or when Receive or Peek did not answer kNothing for this filter just
  /// before. If `sender` is given, which must be open (panics), its end or its closing wakes `by`,
  /// too.
  [[nodiscard]] WaitAnswer WaitForMessage(EndpointId by, const MessageFilter& filter,
                                          EventBits events,
                                          std::optional<EndpointId> sender = std::nullopt);

  /// `by` waits for one of `events`; it does not if there is one.
  [[nodiscard]] WaitAnswer WaitForEvents(EndpointId by, EventBits events);

  /// `by` waits no more, for whatever it was. A message that stood in line is dropped; an answer to
  /// its call is refused as late from now on. Does nothing if it does not wait.
  [[nodiscard]] WakeList CancelWait(EndpointId by);

  /// Adds events to those of `to`: kSent or kReceiverGone. Never full: what is there already is
  /// there once, and counted.
  [[nodiscard]] SendAnswer Notify(EndpointId to, EventBits events);

  /// Takes those of `events` that there are.
  [[nodiscard]] EventBits TakeEvents(EndpointId by, EventBits events);

  [[nodiscard]] EndpointFigures Inspect(EndpointId endpoint) const;

  [[nodiscard]] ExchangeUse used() const {
    return {endpoints_.used(), store_.used_nodes(), store_.used_chunks()};
  }

  /// How many may be taken by what `vm` does.
  [[nodiscard]] ExchangeUse LimitFor(VmId vm) const {
    const Keeps keeps = KeepsFor(vm);
    return {endpoints_.size(), store_.node_limit(keeps), store_.chunk_limit(keeps)};
  }

 private:
  enum class IfFull : std::uint8_t { kRefuse, kWait };

  [[nodiscard]] static Keeps KeepsFor(VmId vm) {
    return vm == kPrimordialVm ? Keeps::kNothing : Keeps::kReserve;
  }
  [[nodiscard]] std::uint32_t Find(EndpointId endpoint) const;
  [[nodiscard]] std::uint32_t FindOwn(EndpointId endpoint) const;
  [[nodiscard]] std::uint32_t FindActing(EndpointId by) const;
  [[nodiscard]] std::uint32_t FindCaller(std::uint64_t token, std::uint32_t called,
                                         Endpoint::CallState state) const;

  // Into mailboxes: message_sending.cc.
  [[nodiscard]] SendAnswer Post(std::uint32_t from, EndpointId to, MessageStamp stamp,
                                std::span<const std::byte> bytes, std::uint64_t token,
                                IfFull if_full);
  void Arrive(std::uint32_t from, std::uint32_t to, std::uint32_t message, WakeList& wakes);
  void Enqueue(std::uint32_t to, std::uint32_t message, WakeList& wakes);
  [[nodiscard]] bool HeadFits(const Endpoint& receiver) const;
  bool Admit(std::uint32_t to, WakeList& wakes);
  void TurnAway(std::uint32_t from, WakeList& wakes);
  void AdmitOrWake(std::uint32_t to, WakeList& wakes);

  // Out of mailboxes: message_receiving.cc.
  [[nodiscard]] ReceiveAnswer Look(std::uint32_t place, const MessageFilter& filter,
                                   std::size_t steps);
  [[nodiscard]] ReceiveAnswer LookInVain(std::uint32_t place);
  [[nodiscard]] std::uint32_t Unlink(Endpoint& own, const MessageFilter& filter);
  [[nodiscard]] MessageInfo InfoOf(std::uint32_t message) const;
  [[nodiscard]] bool HasLeftAnswer(std::uint32_t place, const MessageFilter& filter) const;

  // What the kernel tells: message_notices.cc.
  void ReturnNotice(std::uint32_t message);
  void DropNotice(const Endpoint& removed);

  // The end of waits: message_waits.cc.
  void StopListening(std::uint32_t place, WakeList& wakes);
  void LeaveSender(std::uint32_t place);
  void Leave(std::uint32_t place, WakeList& wakes);
  void LeaveLine(std::uint32_t place, WakeList& wakes);
  void DropReply(Endpoint& own);
  [[nodiscard]] RemovalStep RemoveNext(std::uint32_t place);
  void LetGoNext(std::uint32_t place, WakeList& wakes);

  EndpointPool endpoints_;
  MessageStore store_;
  Permits* permits_ = nullptr;  ///< Without it all that stands in line is let in.
};

}  // namespace starkernel::ipc
