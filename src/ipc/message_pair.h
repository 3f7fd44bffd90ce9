#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_model.h"
#include "src/ipc/notice.h"
#include "src/ipc/test_exchange.h"

namespace starkernel::ipc {

/// Room for every message that is sent here, in bytes.
inline constexpr std::size_t kRoom = 3200;

/// An exchange and the model of it that get the same operations. Whatever they answer differently
/// fails the test. Operations of a VM instance that waits are left out.
class MessagePair {
 public:
  struct Size {
    std::size_t vms = 0;
    std::size_t messages = 0;
    std::size_t chunks = 0;
    MailboxQuota quota;
    ExchangeReserve reserve{};
  };

  explicit MessagePair(const Size& size)
      : size_(size),
        test_(size.vms, size.messages, size.chunks, size.reserve),
        model_(size.messages, size.chunks, size.reserve) {
    for (std::size_t vm = 0; vm < size.vms; ++vm) {
      model_.Add(IdOf(vm), size.quota);
      endpoints_.push_back(test_.Add(IdOf(vm).value(), size.quota));
      before_.push_back(endpoints_.back());
    }
    test_.exchange().AskBeforeLettingIn(test_.permits());
  }

  [[nodiscard]] std::size_t tokens() const { return tokens_.size(); }
  [[nodiscard]] bool Waits(std::size_t vm) const { return model_.Waits(vm); }
  /// Who waits or has faulted does nothing.
  [[nodiscard]] bool Acts(std::size_t vm) const { return !Waits(vm) && !model_.vm(vm).is_closed; }

  void Send(std::size_t by, std::size_t to, MessageStamp stamp, std::size_t length, bool waits) {
    if (!Acts(by)) {
      return;
    }
    const std::string text = Text(length);
    const std::span<const std::byte> bytes = BytesOf(text);
    CheckSent(waits
                  ? test_.exchange().SendOrWait(endpoints_.at(by), endpoints_.at(to), stamp, bytes)
                  : test_.exchange().Send(endpoints_.at(by), endpoints_.at(to), stamp, bytes),
              model_.Send(by, to, stamp, text, waits));
  }
  void Call(std::size_t by, std::size_t to, MessageStamp stamp, std::size_t length) {
    if (!Acts(by)) {
      return;
    }
    const std::string text = Text(length);
    CheckSent(test_.exchange().Call(endpoints_.at(by), endpoints_.at(to), stamp, BytesOf(text)),
              model_.Call(by, to, stamp, text));
  }
  /// To a VM instance that was in the place of `to` before, and has ended.
  void SendToEnded(std::size_t by, std::size_t to) {
    if (!Acts(by) || before_.at(to) == endpoints_.at(to)) {
      return;
    }
    CheckSent(test_.exchange().Send(endpoints_.at(by), before_.at(to), {}, {}),
              model_.Send(by, MessageModel::kGone, {}, "", false));
    CheckSent(test_.exchange().Notify(before_.at(to), EventBits(1)),
              model_.Notify(MessageModel::kGone, 1));
  }
  /// Answers by the token that was given out as the `index`th from the last, to whomever.
  void Reply(std::size_t by, std::size_t index, std::size_t length) {
    if (!Acts(by) || index >= tokens_.size()) {
      return;
    }
    const auto& [token, call] = tokens_.at(tokens_.size() - 1 - index);
    const std::string text = Text(length);
    CheckSent(test_.Reply(endpoints_.at(by), token, text, index),
              model_.Reply(by, call, index, text));
  }
  void TakeReply(std::size_t by, std::size_t room) {
    if (model_.vm(by).is_closed) {
      return;
    }
    CheckGot(test_.TakeReply(endpoints_.at(by), room), model_.TakeReply(by, room));
  }

  void Receive(std::size_t by, const MessageFilter& filter, std::size_t room, std::size_t steps) {
    if (!Acts(by)) {
      return;
    }
    Received got;
    std::vector<VmId> wakes;
    do {
      got = test_.Receive(endpoints_.at(by), filter, steps, room);
      wakes.insert(wakes.end(), got.wakes.begin(), got.wakes.end());
    } while (got.result == ReceiveResult::kUnfinished);
    got.wakes = wakes;
    const MessageModel::Got expected = model_.Receive(by, filter, room, true);
    CheckGot(got, expected);
    if (got.result == ReceiveResult::kReceived && !expected.was_left) {
      NoteReceived(by, got, expected.message.call);
    }
  }
  /// The same for those of `sender` alone, or for its end.
  void WaitForOneOf(std::size_t by, std::size_t sender, std::uint64_t mask, std::size_t steps) {
    // Whoever asks is told that it is gone.
    if (model_.vm(sender).is_closed) {
      return;
    }
    WaitFor(by, MessageFilter::From(model_.vm(sender).figures.vm), mask, steps, sender);
  }
  /// Looks for messages that match, and waits for one of them or for events; or for events alone.
  void WaitFor(std::size_t by, const std::optional<MessageFilter>& filter, std::uint64_t mask,
               std::size_t steps, std::size_t sender = MessageModel::kGone) {
    if (!Acts(by)) {
      return;
    }
    const EndpointId own = endpoints_.at(by);
    const auto awaited = sender == MessageModel::kGone ? std::optional<EndpointId>()
                                                       : std::optional(endpoints_.at(sender));
    if (filter) {
      Received got;
      do {
        const ReceiveAnswer answer = test_.exchange().Peek(own, *filter, steps);
        got.result = answer.result;
        got.info = answer.message;
        got.wakes.insert(got.wakes.end(), answer.wakes.vms().begin(), answer.wakes.vms().end());
      } while (got.result == ReceiveResult::kUnfinished);
      const MessageModel::Got expected = model_.Receive(by, *filter, 0, false);
      got.text = expected.message.text;
      CheckGot(got, expected);
    }
    const WaitAnswer answer =
        filter ? test_.exchange().WaitForMessage(own, *filter, EventBits(mask), awaited)
               : test_.exchange().WaitForEvents(own, EventBits(mask));
    EXPECT_EQ(answer.waits, model_.WaitFor(by, filter, mask, sender));
    CheckWakes(VmsOf(answer.wakes));
  }
  void Cancel(std::size_t by) {
    const std::vector<VmId> wakes = VmsOf(test_.exchange().CancelWait(endpoints_.at(by)));
    model_.Cancel(by);
    CheckWakes(wakes);
  }

  void KeepNotice(std::size_t of, std::size_t to) {
    const Result<void> kept = test_.exchange().KeepNotice(endpoints_.at(of), endpoints_.at(to));
    const Result<void> expected = model_.KeepNotice(of, to);
    EXPECT_EQ(kept.ok(), expected.ok());
    if (!kept.ok() && !expected.ok()) {
      EXPECT_EQ(kept.error(), expected.error());
    }
  }
  /// If a place is kept for it; `to_ended` tells who was in the place of `to` before.
  void Tell(std::size_t of, std::size_t to, bool to_ended) {
    if (model_.vm(of).notice == MessageModel::NoticeState::kNone ||
        (to_ended && before_.at(to) == endpoints_.at(to))) {
      return;
    }
    ++serial_;
    const Notice notice{
        .kind = NoticeKind::kKilled, .thrown = -static_cast<std::int64_t>(serial_), .by = IdOf(to)};
    const EndpointId told = to_ended ? before_.at(to) : endpoints_.at(to);
    CheckSent(test_.exchange().Tell(endpoints_.at(of), told, notice),
              model_.Tell(of, to_ended ? MessageModel::kGone : to, TextOf(notice)));
  }

  void Notify(std::size_t to, std::uint64_t events) {
    CheckSent(test_.exchange().Notify(endpoints_.at(to), EventBits(events)),
              model_.Notify(to, events));
  }
  void TakeEvents(std::size_t by, std::uint64_t events) {
    if (Acts(by)) {
      EXPECT_EQ(test_.exchange().TakeEvents(endpoints_.at(by), EventBits(events)),
                EventBits(model_.TakeEvents(by, events)));
    }
  }
  void SetQuota(std::size_t vm, MailboxQuota quota) {
    const std::vector<VmId> wakes = VmsOf(test_.exchange().SetQuota(endpoints_.at(vm), quota));
    model_.SetQuota(vm, quota);
    CheckWakes(wakes);
  }
  void SetAllowed(std::uint64_t permit, bool allowed) {
    test_.permits().Set(permit, allowed);
    model_.SetAllowed(permit, allowed);
  }
  void Replace(std::size_t vm) {
    ++ends_;
    before_.at(vm) = endpoints_.at(vm);
    const std::vector<VmId> wakes = test_.RemoveAll(endpoints_.at(vm));
    endpoints_.at(vm) = test_.Add(IdOf(vm).value(), size_.quota);
    model_.Replace(vm, IdOf(vm), size_.quota);
    CheckWakes(wakes);
  }

  /// It faults, and so many of the steps are made by which those are let go who wait for it.
  void Close(std::size_t vm, std::size_t steps) {
    for (bool done = false; !done && steps > 0; --steps) {
      const RemovalStep step = test_.exchange().CloseEndpoint(endpoints_.at(vm));
      done = model_.CloseNext(vm);
      EXPECT_EQ(step.done, done);
      CheckWakes(VmsOf(step.wakes));
    }
  }

  void CheckAll() {
    EXPECT_TRUE(model_.WaitsAreSound());
    EXPECT_EQ(test_.exchange().used(), model_.Use());
    for (std::size_t vm = 0; vm < endpoints_.size(); ++vm) {
      EXPECT_EQ(test_.exchange().Inspect(endpoints_.at(vm)), model_.Figures(vm)) << "VM " << vm;
      if (!Waits(vm)) {
        EXPECT_EQ(test_.exchange().TakeSendOutcome(endpoints_.at(vm)), model_.TakeSendOutcome(vm));
      }
    }
  }
  /// That all that is there comes out as it should, and that no place is lost.
  void Drain() {
    for (std::size_t vm = 0; vm < endpoints_.size(); ++vm) {
      if (model_.vm(vm).figures.wait == WaitKind::kMessages ||
          model_.vm(vm).figures.wait == WaitKind::kEvents) {
        Cancel(vm);
      }
      TakeReply(vm, kRoom);
      for (bool more = Acts(vm); more;) {
        more = !model_.vm(vm).mailbox.empty();
        Receive(vm, {}, kRoom, 1);
      }
    }
    CheckAll();
    for (const EndpointId endpoint : endpoints_) {
      test_.RemoveAll(endpoint);
    }
    EXPECT_EQ(test_.exchange().used(), ExchangeUse());
  }

 private:
  /// Another with each VM instance that comes in the place of one.
  [[nodiscard]] VmId IdOf(std::size_t vm) const { return VmId(100 * ends_ + vm); }
  /// Unlike any other, if there is room for that.
  std::string Text(std::size_t length) {
    ++serial_;
    std::string text = std::to_string(serial_ + 10'000'000);
    text.resize(length, static_cast<char>('a' + serial_ % 26));
    return text;
  }

  void CheckWakes(const std::vector<VmId>& wakes) { EXPECT_EQ(wakes, model_.TakeWoken()); }
  void CheckSent(const SendAnswer& answer, SendResult expected) {
    EXPECT_EQ(answer.result, expected);
    CheckWakes(VmsOf(answer.wakes));
  }
  void CheckGot(const Received& got, const MessageModel::Got& expected) {
    EXPECT_EQ(got.result, expected.result);
    CheckWakes(got.wakes);
    if (got.result == ReceiveResult::kReceived) {
      EXPECT_EQ(got.text, expected.message.text);
    }
    if (got.result == ReceiveResult::kReceived || got.result == ReceiveResult::kBufferTooSmall) {
      EXPECT_EQ(got.info.sender, expected.message.sender);
      EXPECT_EQ(got.info.badge, expected.message.stamp.badge);
      EXPECT_EQ(got.info.tag, expected.message.stamp.tag);
      EXPECT_EQ(got.info.length, expected.message.text.size());
      EXPECT_EQ(got.info.reply != ReplyToken(), expected.message.call != 0);
    }
  }
  /// Whatever the model says: of two messages of one pair with one tag the later comes later, none
  /// comes twice, and no token does.
  void NoteReceived(std::size_t by, const Received& got, std::uint64_t call) {
    if (got.text.size() >= 8 && got.info.tag != kNoticeTag) {
      const std::uint64_t serial = std::stoull(got.text.substr(0, 8));
      std::uint64_t& last = last_[{got.info.sender, model_.vm(by).figures.vm, got.info.tag}];
      EXPECT_LT(last, serial);
      last = serial;
    }
    if (call != 0) {
      EXPECT_TRUE(std::ranges::none_of(
          tokens_, [&](const auto& token) { return token.first == got.info.reply; }));
      tokens_.emplace_back(got.info.reply, call);
    }
  }

  Size size_;
  TestExchange test_;
  MessageModel model_;
  std::vector<EndpointId> endpoints_;
  std::vector<EndpointId> before_;
  std::vector<std::pair<ReplyToken, std::uint64_t>> tokens_;
  std::map<std::tuple<VmId, VmId, std::uint64_t>, std::uint64_t> last_;
  std::uint64_t serial_ = 0;
  std::size_t ends_ = 0;
};

}  // namespace starkernel::ipc
