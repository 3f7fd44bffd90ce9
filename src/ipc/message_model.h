#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/notice.h"

namespace starkernel::ipc {

/// What an exchange means, with nothing done to be quick: queues of messages that are looked
/// through from the oldest. VM instances are numbers from 0; one that ended is `kGone`.
class MessageModel {
 public:
  static constexpr std::size_t kGone = ~std::size_t{0};

  struct Message {
    VmId sender;
    MessageStamp stamp;
    std::string text;
    std::uint64_t call = 0;  ///< Which call it is, of all there were; 0 if it is none.
    std::size_t notice_of = kGone;

    [[nodiscard]] bool is_notice() const { return stamp.tag == kNoticeTag; }
  };
  enum class NoticeState : std::uint8_t { kNone, kKept, kUntaken };
  enum class CallState : std::uint8_t { kNone, kOpen, kTaken, kAnswered, kFailed };
  struct Vm {
    std::deque<Message> mailbox;
    std::deque<std::pair<std::size_t, Message>> line;
    /// Whose calls came into the mailbox, and wait, or who waits for its next message.
    std::deque<std::size_t> callers;
    MessageFilter filter;
    std::uint64_t mask = 0;
    std::optional<SendResult> outcome;
    std::size_t waits_at = kGone;
    CallState call_state = CallState::kNone;
    std::uint64_t call = 0;
    NoticeState notice = NoticeState::kNone;
    Message reply;
    bool is_closed = false;
    EndpointFigures figures;
  };
  struct Got {
    ReceiveResult result = ReceiveResult::kNothing;
    Message message;
    bool was_left = false;  ///< It is an answer that was not taken by who called.
  };

  MessageModel(std::size_t messages, std::size_t chunks, ExchangeReserve reserve)
      : capacity_{0, messages, chunks}, reserve_(reserve) {}

  void Add(VmId id, MailboxQuota quota) {
    vms_.emplace_back();
    vms_.back().figures.vm = id;
    vms_.back().figures.quota = quota;
  }
  [[nodiscard]] const Vm& vm(std::size_t index) const [[clang::lifetimebound]] {
    return vms_.at(index);
  }
  [[nodiscard]] bool Waits(std::size_t index) const {
    return vms_.at(index).figures.wait != WaitKind::kNone;
  }
  [[nodiscard]] std::optional<SendResult> TakeSendOutcome(std::size_t by) {
    return std::exchange(vms_.at(by).outcome, std::nullopt);
  }
  /// Who is to be woken since this was asked last, in order.
  [[nodiscard]] std::vector<VmId> TakeWoken() { return std::exchange(woken_, {}); }

  [[nodiscard]] EndpointFigures Figures(std::size_t index) const {
    const Vm& vm = vms_.at(index);
    EndpointFigures figures = vm.figures;
    figures.is_selective = figures.wait == WaitKind::kMessages && !vm.filter.any();
    figures.held = Held(vm);
    figures.in_line = static_cast<std::uint32_t>(vm.line.size());
    figures.notices = Notices(vm);
    return figures;
  }
  [[nodiscard]] ExchangeUse Use() const {
    ExchangeUse use{vms_.size(), 0, 0};
    const auto add = [&](std::size_t length) {
      ++use.messages;
      use.chunks += ChunksFor(length);
    };
    for (const Vm& vm : vms_) {
      for (const Message& message : vm.mailbox) {
        add(message.text.size());
      }
      for (const auto& [from, message] : vm.line) {
        add(message.text.size());
      }
      if (vm.call_state == CallState::kTaken || vm.call_state == CallState::kAnswered) {
        add(vm.call_state == CallState::kTaken ? 0 : vm.reply.text.size());
      }
      if (vm.notice == NoticeState::kKept) {
        add(0);
      }
    }
    return use;
  }

  SendResult Send(std::size_t by, std::size_t to, MessageStamp stamp, const std::string& text,
                  bool waits) {
    const SendResult result = Post(by, to, {IdOf(by), stamp, text}, waits);
    if (result == SendResult::kWaiting) {
      Wait(by, WaitKind::kRoom);
    }
    return result;
  }

  SendResult Call(std::size_t by, std::size_t to, MessageStamp stamp, const std::string& text) {
    if (by == to) {
      return SendResult::kToItself;
    }
    const SendResult result = Post(by, to, {IdOf(by), stamp, text, calls_ + 1}, true);
    if (result != SendResult::kSent && result != SendResult::kWaiting) {
      return result;
    }
    ++calls_;
    Vm& caller = vms_.at(by);
    caller.call = calls_;
    caller.call_state = CallState::kOpen;
    caller.waits_at = to;
    Wait(by, WaitKind::kReply);
    if (result == SendResult::kSent) {
      vms_.at(to).callers.push_back(by);
    }
    return SendResult::kSent;
  }

  SendResult Reply(std::size_t by, std::uint64_t call, std::uint64_t tag, const std::string& text) {
    for (Vm& caller : vms_) {
      if (caller.call_state != CallState::kTaken || caller.call != call || caller.waits_at != by) {
        continue;
      }
      if (tag == kNoticeTag) {
        return SendResult::kReservedTag;
      }
      if (!HasChunksFor(text, caller)) {
        return SendResult::kExchangeFull;
      }
      caller.reply = {IdOf(by), {.badge = 0, .tag = tag}, text};
      caller.call_state = CallState::kAnswered;
      std::erase_if(vms_.at(by).callers,
                    [&](std::size_t other) { return &vms_.at(other) == &caller; });
      ++vms_.at(by).figures.sent;
      Wake(caller);
      return SendResult::kSent;
    }
    return SendResult::kLate;
  }

  Got TakeReply(std::size_t by, std::size_t room) {
    Vm& own = vms_.at(by);
    switch (own.call_state) {
      case CallState::kNone: return {ReceiveResult::kNoCall, {}};
      case CallState::kOpen:
      case CallState::kTaken: return {ReceiveResult::kNothing, {}};
      case CallState::kFailed:
        own.call_state = CallState::kNone;
        return {ReceiveResult::kReceiverGone, {}};
      case CallState::kAnswered: break;
    }
    if (own.reply.text.size() > room) {
      if (own.reply.text.size() > own.figures.quota.bytes) {
        own.call_state = CallState::kNone;
      }
      return {ReceiveResult::kBufferTooSmall, own.reply};
    }
    own.call_state = CallState::kNone;
    return {ReceiveResult::kReceived, own.reply};
  }

  /// Whoever called by it knows that it was taken.
  void NoteTaken(const Message& message) {
    for (Vm& caller : vms_) {
      if (caller.call_state == CallState::kOpen && caller.call == message.call) {
        caller.call_state = CallState::kTaken;
      }
    }
  }

  Got Receive(std::size_t by, const MessageFilter& filter, std::size_t room, bool take) {
    Vm& own = vms_.at(by);
    if (HasLeftAnswer(own, filter)) {
      Got got = take ? TakeReply(by, room) : Got{ReceiveResult::kReceived, own.reply};
      got.was_left = true;
      return got;
    }
    do {
      for (std::size_t index = 0; index < own.mailbox.size(); ++index) {
        const Message message = own.mailbox.at(index);
        if (!filter.Matches(message.sender, message.stamp.tag)) {
          continue;
        }
        if (take && message.text.size() > room) {
          return {ReceiveResult::kBufferTooSmall, message};
        }
        if (take) {
          own.mailbox.erase(own.mailbox.begin() + static_cast<std::ptrdiff_t>(index));
          TakeBack(message);
          NoteTaken(message);
          Admit(by);
        }
        return {ReceiveResult::kReceived, message};
      }
    } while (Admit(by));
    return {ReceiveResult::kNothing, {}};
  }

  /// Waits for messages that match, if there is a filter, or for events; or for the end of
  /// `sender`, if it is not `kGone`.
  bool WaitFor(std::size_t by, const std::optional<MessageFilter>& filter, std::uint64_t mask,
               std::size_t sender) {
    Vm& own = vms_.at(by);
    if (Admit(by) || (own.figures.events.value() & mask) != 0 ||
        (filter && Matches(own, *filter))) {
      return false;
    }
    own.filter = filter.value_or(MessageFilter());
    own.mask = mask;
    own.waits_at = sender;
    if (sender != kGone) {
      vms_.at(sender).callers.push_back(by);
    }
    Wait(by, filter ? WaitKind::kMessages : WaitKind::kEvents);
    return true;
  }

  void Cancel(std::size_t by) {
    Vm& own = vms_.at(by);
    LeaveSender(own);
    const WaitKind wait = std::exchange(own.figures.wait, WaitKind::kNone);
    if (wait != WaitKind::kRoom && wait != WaitKind::kReply) {
      return;
    }
    if (wait == WaitKind::kReply) {
      own.call_state = CallState::kNone;
    } else {
      own.outcome = SendResult::kCancelled;
    }
    Vm& other = vms_.at(own.waits_at);
    std::erase(other.callers, by);
    if (std::erase_if(other.line, [&](const auto& item) { return item.first == by; }) > 0) {
      AdmitOrWake(own.waits_at);
    }
  }

  Result<void> KeepNotice(std::size_t of, std::size_t to) {
    if (Notices(vms_.at(to)) >= vms_.at(to).figures.quota.messages) {
      return Error::kOutOfRange;
    }
    NoticeState& notice = vms_.at(of).notice;
    if (notice == NoticeState::kKept) {
      return {};
    }
    if (!HasPlaceFor(vms_.at(to))) {
      return Error::kCapacity;
    }
    // One that lies untaken is nobody's from now on, for whoever was told.
    ForEachNotice(of, [](Message& message) { message.notice_of = kGone; });
    notice = NoticeState::kKept;
    return {};
  }
  SendResult Tell(std::size_t of, std::size_t to, const std::string& text) {
    if (vms_.at(of).notice == NoticeState::kUntaken) {
      ForEachNotice(of, [&](Message& message) { message.text = text; });
      return SendResult::kSent;
    }
    if (IsGone(to)) {
      return SendResult::kReceiverGone;
    }
    Vm& told = vms_.at(to);
    vms_.at(of).notice = NoticeState::kUntaken;
    const MessageStamp stamp{.badge = 0, .tag = kNoticeTag};
    told.mailbox.push_back({IdOf(of), stamp, text, 0, of});
    WakeFor(told, told.mailbox.back());
    return SendResult::kSent;
  }

  /// Whether what is in line with that permit is let in from now on.
  void SetAllowed(std::uint64_t permit, bool allowed) {
    if (allowed) {
      forbidden_.erase(permit);
    } else {
      forbidden_.insert(permit);
    }
  }

  SendResult Notify(std::size_t to, std::uint64_t events) {
    if (IsGone(to)) {
      return SendResult::kReceiverGone;
    }
    Vm& own = vms_.at(to);
    const std::uint64_t before = own.figures.events.value();
    own.figures.notified += static_cast<std::uint64_t>(std::popcount(events));
    own.figures.coalesced += static_cast<std::uint64_t>(std::popcount(events & before));
    own.figures.events = EventBits(before | events);
    if (Listens(own) && ((before | events) & own.mask) != 0) {
      Wake(own);
    }
    return SendResult::kSent;
  }
  std::uint64_t TakeEvents(std::size_t by, std::uint64_t events) {
    EventBits& there = vms_.at(by).figures.events;
    const std::uint64_t taken = there.value() & events;
    there = EventBits(there.value() & ~events);
    return taken;
  }
  void SetQuota(std::size_t index, MailboxQuota quota) {
    vms_.at(index).figures.quota = quota;
    AdmitOrWake(index);
  }

  /// A VM instance ends, and another comes in its place.
  void Replace(std::size_t index, VmId id, MailboxQuota quota) {
    Cancel(index);
    Vm& own = vms_.at(index);
    for (const auto& [from, message] : own.line) {
      Fail(from);
    }
    for (const std::size_t caller : std::exchange(own.callers, {})) {
      Fail(caller);
    }
    for (const Message& message : own.mailbox) {
      TakeBack(message);
    }
    own.mailbox.clear();
    ForEachNotice(index, [](Message& message) { message.notice_of = kGone; });
    own = Vm();
    own.figures.vm = id;
    own.figures.quota = quota;
  }

  /// One step of the closing of a VM instance that has faulted: nobody reaches it any more, and
  /// those who wait for it are let go one by one. Whether nobody does any more.
  bool CloseNext(std::size_t index) {
    Vm& own = vms_.at(index);
    if (!std::exchange(own.is_closed, true)) {
      Cancel(index);
      own.call_state = CallState::kNone;
    } else if (!own.line.empty()) {
      const std::size_t from = own.line.front().first;
      own.line.pop_front();
      Fail(from);
    } else if (!own.callers.empty()) {
      const std::size_t caller = own.callers.front();
      own.callers.pop_front();
      Fail(caller);
    }
    return own.line.empty() && own.callers.empty();
  }

  /// Whether nobody waits for what is there, or for what will never come.
  [[nodiscard]] bool WaitsAreSound() const {
    return std::ranges::all_of(vms_, [&](const Vm& vm) {
      const bool has_events = (vm.figures.events.value() & vm.mask) != 0;
      const bool has_message = vm.figures.wait == WaitKind::kMessages && Matches(vm, vm.filter);
      if (Listens(vm) && (has_events || has_message || HeadFits(vm))) {
        return false;
      }
      const auto index = IndexOf(vm);
      if (Listens(vm) && vm.waits_at != kGone) {
        return std::ranges::count(vms_.at(vm.waits_at).callers, index) == 1;
      }
      const auto holds = [&](const Vm& other) {
        return std::ranges::any_of(other.line,
                                   [&](const auto& item) { return item.first == index; });
      };
      if (vm.figures.wait == WaitKind::kRoom) {
        return holds(vms_.at(vm.waits_at));
      }
      return vm.figures.wait != WaitKind::kReply || holds(vms_.at(vm.waits_at)) ||
             std::ranges::count(vms_.at(vm.waits_at).callers, index) == 1;
    });
  }

 private:
  [[nodiscard]] bool IsGone(std::size_t index) const {
    return index == kGone || vms_.at(index).is_closed;
  }
  [[nodiscard]] VmId IdOf(std::size_t index) const { return vms_.at(index).figures.vm; }
  static MailboxQuota Held(const Vm& vm) {
    MailboxQuota held;
    for (const Message& message : vm.mailbox) {
      if (!message.is_notice()) {
        ++held.messages;
        held.bytes += static_cast<std::uint32_t>(message.text.size());
      }
    }
    return held;
  }
  static std::uint32_t Notices(const Vm& vm) {
    return static_cast<std::uint32_t>(std::ranges::count_if(vm.mailbox, &Message::is_notice));
  }
  /// What is untaken of the notice of a VM instance, wherever it is.
  template <typename Visit>
  void ForEachNotice(std::size_t of, const Visit& visit) {
    for (Vm& vm : vms_) {
      for (Message& message : vm.mailbox) {
        if (message.is_notice() && message.notice_of == of) {
          visit(message);
        }
      }
    }
  }
  void TakeBack(const Message& message) {
    if (message.is_notice() && message.notice_of != kGone) {
      vms_.at(message.notice_of).notice = NoticeState::kKept;
    }
  }
  static bool Fits(const Vm& vm, std::size_t length) {
    const MailboxQuota held = Held(vm);
    return held.messages < vm.figures.quota.messages &&
           (held.bytes + length <= vm.figures.quota.bytes || held.messages == 0);
  }
  static bool HeadFits(const Vm& vm) {
    return !vm.line.empty() && Fits(vm, vm.line.front().second.text.size());
  }
  static bool Listens(const Vm& vm) {
    return vm.figures.wait == WaitKind::kMessages || vm.figures.wait == WaitKind::kEvents;
  }
  static bool HasLeftAnswer(const Vm& vm, const MessageFilter& filter) {
    return vm.call_state == CallState::kAnswered &&
           filter.Matches(vm.reply.sender, vm.reply.stamp.tag);
  }
  static bool Matches(const Vm& vm, const MessageFilter& filter) {
    return HasLeftAnswer(vm, filter) ||
           std::ranges::any_of(vm.mailbox, [&](const Message& message) {
             return filter.Matches(message.sender, message.stamp.tag);
           });
  }
  [[nodiscard]] std::size_t IndexOf(const Vm& vm) const {
    return static_cast<std::size_t>(&vm - &vms_.front());
  }
  void LeaveSender(const Vm& vm) {
    if (Listens(vm) && vm.waits_at != kGone) {
      std::erase(vms_.at(vm.waits_at).callers, IndexOf(vm));
    }
  }
  void Wait(std::size_t by, WaitKind kind) { vms_.at(by).figures.wait = kind; }
  void Wake(Vm& vm) {
    LeaveSender(vm);
    vm.figures.wait = WaitKind::kNone;
    woken_.push_back(vm.figures.vm);
  }
  void Fail(std::size_t index) {
    Vm& vm = vms_.at(index);
    if (vm.figures.wait == WaitKind::kReply) {
      vm.call_state = CallState::kFailed;
    } else if (vm.figures.wait == WaitKind::kRoom) {
      vm.outcome = SendResult::kReceiverGone;
    }
    Wake(vm);
  }

  /// The reserve is for what is the operator's.
  [[nodiscard]] bool HasPlaceFor(const Vm& vm) const {
    return Use().messages + (vm.figures.vm == kPrimordialVm ? 0 : reserve_.messages) <
           capacity_.messages;
  }
  [[nodiscard]] bool HasChunksFor(const std::string& text, const Vm& vm) const {
    const std::size_t chunks = ChunksFor(text.size());
    const std::size_t reserve = vm.figures.vm == kPrimordialVm ? 0 : reserve_.chunks;
    return chunks == 0 || Use().chunks + chunks + reserve <= capacity_.chunks;
  }
  SendResult Post(std::size_t by, std::size_t to, const Message& message, bool waits) {
    if (IsGone(to)) {
      return SendResult::kReceiverGone;
    }
    if (message.is_notice()) {
      return SendResult::kReservedTag;
    }
    Vm& receiver = vms_.at(to);
    const std::size_t length = message.text.size();
    if (length > kMaximumLength || length > receiver.figures.quota.bytes) {
      return SendResult::kTooLong;
    }
    const bool fits = receiver.line.empty() && Fits(receiver, length);
    if (!fits && !waits) {
      ++receiver.figures.refused;
      return SendResult::kMailboxFull;
    }
    if (!fits && by == to) {
      return SendResult::kToItself;
    }
    if (vms_.at(by).outcome == SendResult::kTurnedAway) {
      vms_.at(by).outcome.reset();
    }
    if (!HasPlaceFor(vms_.at(by)) || !HasChunksFor(message.text, vms_.at(by))) {
      return SendResult::kExchangeFull;
    }
    if (fits) {
      Arrive(by, receiver, message);
      return SendResult::kSent;
    }
    receiver.line.emplace_back(by, message);
    vms_.at(by).waits_at = to;
    return SendResult::kWaiting;
  }
  void Arrive(std::size_t from, Vm& receiver, const Message& message) {
    receiver.mailbox.push_back(message);
    const MailboxQuota held = Held(receiver);
    MailboxQuota& most = receiver.figures.most_held;
    most = {std::max(most.messages, held.messages), std::max(most.bytes, held.bytes)};
    ++receiver.figures.arrived;
    ++vms_.at(from).figures.sent;
    WakeFor(receiver, message);
  }
  void WakeFor(Vm& receiver, const Message& message) {
    if (receiver.figures.wait == WaitKind::kMessages &&
        receiver.filter.Matches(message.sender, message.stamp.tag)) {
      Wake(receiver);
    }
  }
  bool Admit(std::size_t to) {
    Vm& receiver = vms_.at(to);
    if (!HeadFits(receiver)) {
      return false;
    }
    const auto [from, message] = receiver.line.front();
    receiver.line.pop_front();
    if (forbidden_.contains(message.stamp.permit)) {
      if (vms_.at(from).figures.wait == WaitKind::kReply) {
        vms_.at(from).call_state = CallState::kNone;
      }
      vms_.at(from).outcome = SendResult::kTurnedAway;
      Wake(vms_.at(from));
      return true;
    }
    Arrive(from, receiver, message);
    if (Waits(from) && vm(from).figures.wait == WaitKind::kReply) {
      receiver.callers.push_back(from);
    } else {
      vms_.at(from).outcome = SendResult::kSent;
      Wake(vms_.at(from));
    }
    return true;
  }
  void AdmitOrWake(std::size_t to) {
    Vm& receiver = vms_.at(to);
    if (!receiver.is_closed && Admit(to) && HeadFits(receiver) && Listens(receiver)) {
      Wake(receiver);
    }
  }

  ExchangeUse capacity_;
  ExchangeReserve reserve_;
  std::vector<Vm> vms_;
  std::vector<VmId> woken_;
  std::uint64_t calls_ = 0;
  std::set<std::uint64_t> forbidden_;
};

}  // namespace starkernel::ipc
