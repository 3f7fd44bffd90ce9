#include "src/ipc/message_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "src/base/ids.h"
#include "src/base/test_effort.h"
#include "src/ipc/message.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/message_pair.h"
#include "src/ipc/notice.h"

namespace starkernel::ipc {
namespace {

constexpr std::size_t kShort = 8;
constexpr std::size_t kAllSteps = 100;
constexpr std::size_t kLong = MessageNode::kDirect + 1;
constexpr MessageStamp kPlain{.badge = 1, .tag = 1};
constexpr MessageStamp kTagged{.badge = 2, .tag = 2, .permit = 1};
constexpr MessageFilter kTwo = MessageFilter::Tagged(2);

/// What three VM instances can do, most of it with the second of them.
using Operation = void (*)(MessagePair&);
constexpr auto kOperations = std::to_array<Operation>({
    [](MessagePair& pair) { pair.Send(0, 1, kPlain, kShort, false); },
    [](MessagePair& pair) { pair.Send(2, 1, kTagged, kShort, false); },
    [](MessagePair& pair) { pair.Send(0, 1, kTagged, kLong, true); },
    [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, true); },
    [](MessagePair& pair) { pair.Send(1, 0, kPlain, kLong, false); },
    [](MessagePair& pair) { pair.Call(0, 1, kPlain, kShort); },
    [](MessagePair& pair) { pair.Call(2, 1, kTagged, kShort); },
    [](MessagePair& pair) { pair.Call(1, 0, kPlain, kShort); },
    [](MessagePair& pair) { pair.Receive(1, {}, kRoom, 1); },
    [](MessagePair& pair) { pair.Receive(1, kTwo, kRoom, 1); },
    [](MessagePair& pair) { pair.Receive(1, MessageFilter::From(VmId(2)), kShort, 2); },
    [](MessagePair& pair) { pair.Receive(0, {}, kLong, 1); },
    [](MessagePair& pair) { pair.WaitFor(1, MessageFilter(), 0, 1); },
    [](MessagePair& pair) { pair.WaitFor(1, kTwo, 1, 1); },
    [](MessagePair& pair) { pair.WaitFor(1, std::nullopt, 2, 1); },
    [](MessagePair& pair) { pair.WaitFor(0, MessageFilter(), 1, 1); },
    [](MessagePair& pair) { pair.WaitForOneOf(1, 0, 0, 1); },
    [](MessagePair& pair) { pair.WaitForOneOf(2, 0, 2, 1); },
    [](MessagePair& pair) { pair.Cancel(0); },
    [](MessagePair& pair) { pair.Cancel(1); },
    [](MessagePair& pair) { pair.Cancel(2); },
    [](MessagePair& pair) { pair.Reply(1, 0, kShort); },
    [](MessagePair& pair) { pair.Reply(1, 1, kLong); },
    [](MessagePair& pair) { pair.Reply(2, 0, kShort); },
    [](MessagePair& pair) { pair.Reply(0, 0, kShort); },
    [](MessagePair& pair) { pair.TakeReply(0, kRoom); },
    [](MessagePair& pair) { pair.TakeReply(2, kShort - 1); },
    [](MessagePair& pair) { pair.Notify(1, 3); },
    [](MessagePair& pair) { pair.TakeEvents(1, 2); },
    [](MessagePair& pair) { pair.SetQuota(1, {.messages = 3, .bytes = 90}); },
    [](MessagePair& pair) { pair.SetAllowed(1, false); },
    [](MessagePair& pair) { pair.Replace(0); },
    [](MessagePair& pair) { pair.Replace(1); },
    [](MessagePair& pair) { pair.SendToEnded(2, 1); },
    [](MessagePair& pair) { pair.KeepNotice(0, 1); },
    [](MessagePair& pair) { pair.Tell(0, 1, false); },
    [](MessagePair& pair) { pair.Tell(2, 1, true); },
    [](MessagePair& pair) { pair.Close(0, kAllSteps); },
    [](MessagePair& pair) { pair.Close(1, 1); },
    [](MessagePair& pair) { pair.Close(1, kAllSteps); },
});

/// Three mailboxes of two messages, in an exchange that has room for four, one of them long.
constexpr MessagePair::Size kSmall{
    .vms = 3, .messages = 4, .chunks = 1, .quota = {.messages = 2, .bytes = 120}};

/// The same where the last place of each kind is for the first, which is the operator's.
constexpr MessagePair::Size kReserved{.vms = 3,
                                      .messages = 4,
                                      .chunks = 1,
                                      .quota = {.messages = 2, .bytes = 120},
                                      .reserve = {.messages = 1, .chunks = 1}};

/// Every sequence of `depth` operations, after what `before` did.
void TryEverySequence(std::uint64_t depth, std::span<const Operation> before,
                      const MessagePair::Size& size = kSmall) {
  std::uint64_t sequences = 1;
  for (std::uint64_t step = 0; step < depth; ++step) {
    sequences *= kOperations.size();
  }
  for (std::uint64_t sequence = 0; sequence < sequences; ++sequence) {
    MessagePair pair(size);
    for (const Operation operation : before) {
      operation(pair);
    }
    std::uint64_t rest = sequence;
    for (std::uint64_t step = 0; step < depth; ++step) {
      kOperations.at(rest % kOperations.size())(pair);
      rest /= kOperations.size();
    }
    pair.CheckAll();
    pair.Drain();
    if (testing::Test::HasFailure()) {
      FAIL() << "sequence " << sequence;
    }
  }
}

std::uint64_t Depth() { return DepthToTry(3); }

TEST(MessageModelTest, AgreesInEverySequence) { TryEverySequence(Depth(), {}); }

TEST(MessageModelTest, AgreesInEverySequenceFromAFullMailbox) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.Send(2, 1, kTagged, kShort, false); },
      [](MessagePair& pair) { pair.Send(0, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Send(0, 1, kTagged, kLong, true); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, true); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(MessageModelTest, AgreesInEverySequenceWhereOthersHaveTakenAllButTheReserve) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.KeepNotice(2, 1); },
      [](MessagePair& pair) { pair.Send(2, 1, kTagged, kShort, false); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, false); },
  });
  TryEverySequence(Depth(), kBefore, kReserved);
}

TEST(MessageModelTest, AgreesInEverySequenceFromCalls) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.Call(0, 1, kPlain, kShort); },
      [](MessagePair& pair) { pair.Call(2, 1, kTagged, kShort); },
      [](MessagePair& pair) { pair.Receive(1, kTwo, kShort, 1); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(MessageModelTest, AgreesInEverySequenceFromAnAnswerThatWasLeftThere) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.Call(0, 1, kPlain, kShort); },
      [](MessagePair& pair) { pair.Receive(1, {}, kShort, 1); },
      [](MessagePair& pair) { pair.Reply(1, 0, kShort); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Send(0, 1, kTagged, kLong, true); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(MessageModelTest, AgreesInEverySequenceFromAWaitForSome) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.Send(0, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Send(0, 1, kPlain, kLong, true); },
      [](MessagePair& pair) { pair.Call(2, 1, kTagged, kShort); },
      [](MessagePair& pair) { pair.WaitFor(1, kTwo, 4, 1); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(MessageModelTest, AgreesInEverySequenceFromAFault) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.KeepNotice(1, 0); },
      [](MessagePair& pair) { pair.Send(2, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Call(0, 1, kPlain, kShort); },
      [](MessagePair& pair) { pair.Call(2, 1, kTagged, kShort); },
      [](MessagePair& pair) { pair.Close(1, 1); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(MessageModelTest, AgreesInEverySequenceFromNotices) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](MessagePair& pair) { pair.KeepNotice(0, 1); },
      [](MessagePair& pair) { pair.KeepNotice(2, 0); },
      [](MessagePair& pair) { pair.Send(0, 1, kPlain, kShort, false); },
      [](MessagePair& pair) { pair.Tell(0, 1, false); },
      [](MessagePair& pair) { pair.Tell(2, 1, false); },
      [](MessagePair& pair) { pair.Replace(2); },
  });
  TryEverySequence(Depth(), kBefore);
}

class RandomOperations {
 public:
  explicit RandomOperations(std::uint64_t seed)
      : random_(seed),
        pair_({.vms = kVms,
               .messages = 12,
               .chunks = 6,
               .quota = {.messages = 3, .bytes = 3000},
               .reserve = {.messages = seed % 2 * 3, .chunks = seed % 2 * 2}}) {}

  void Step() {
    const std::size_t by = Below(kVms);
    switch (Below(20)) {
      case 0:
      case 1:
      case 2:
      case 3: pair_.Send(by, Below(kVms), Stamp(), Length(), false); break;
      case 4:
      case 5: pair_.Send(by, Below(kVms), Stamp(), Length(), true); break;
      case 6:
      case 7: pair_.Call(by, Below(kVms), Stamp(), Length()); break;
      case 8:
      case 9:
      case 10: pair_.Receive(by, {}, Room(), 1); break;
      case 11: pair_.Receive(by, Filter(), Room(), 1 + Below(3)); break;
      case 12:
      case 13:
        if (Below(4) == 0) {
          pair_.WaitForOneOf(by, Below(kVms), Below(4), 1 + Below(3));
        } else if (Below(4) != 0) {
          pair_.WaitFor(by, Below(2) == 0 ? MessageFilter() : Filter(), Below(4), 1 + Below(3));
        } else {
          pair_.WaitFor(by, std::nullopt, Below(8), 1);
        }
        break;
      case 14: pair_.Cancel(by); break;
      case 15:
      case 16: pair_.Reply(by, Below(4), Length()); break;
      case 17: pair_.TakeReply(by, Room()); break;
      case 18:
        pair_.Notify(by, Below(8));
        pair_.TakeEvents(Below(kVms), Below(8));
        break;
      default: StepRarely(by); break;
    }
  }
  void CheckAll() { pair_.CheckAll(); }
  void Drain() { pair_.Drain(); }

 private:
  static constexpr std::size_t kVms = 4;
  static constexpr std::size_t kPermits = 3;

  void StepRarely(std::size_t by) {
    switch (Below(9)) {
      case 7: pair_.Close(by, 1 + Below(4)); break;
      case 4:
      case 5: pair_.Tell(by, Below(kVms), Below(4) == 0); break;
      case 6: pair_.KeepNotice(by, Below(kVms)); break;
      case 0: pair_.Replace(by); break;
      case 8: pair_.SetAllowed(Below(kPermits), Below(2) == 0); break;
      case 1: pair_.SendToEnded(by, Below(kVms)); break;
      case 2:
        pair_.SetQuota(by, {.messages = static_cast<std::uint32_t>(Below(5)),
                            .bytes = static_cast<std::uint32_t>(Below(3000))});
        break;
      default: pair_.SetQuota(by, {.messages = 4, .bytes = 3000}); break;
    }
  }
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  MessageStamp Stamp() {
    return {.badge = static_cast<std::uint32_t>(Below(3)),
            .tag = Below(50) == 0 ? kNoticeTag : Below(3),
            .permit = Below(kPermits)};
  }
  MessageFilter Filter() {
    switch (Below(3)) {
      case 0: return MessageFilter::Tagged(Below(3));
      case 1: return MessageFilter::From(VmId(Below(kVms)));
      default: return MessageFilter::Tagged(Below(3)).AndFrom(VmId(Below(kVms)));
    }
  }
  /// Mostly short, and those where another place is needed.
  std::size_t Length() {
    constexpr std::size_t kOneChunk = MessageNode::kDirect + MessageChunk::kBytes;
    constexpr auto kLengths =
        std::to_array<std::size_t>({0, 1, kLong - 1, kLong, kOneChunk, kOneChunk + 1, 3000, 3001});
    return Below(2) == 0 ? kShort : kLengths.at(Below(kLengths.size()));
  }
  std::size_t Room() { return Below(8) == 0 ? Below(100) : kRoom; }

  std::mt19937_64 random_;
  MessagePair pair_;
};

TEST(MessageModelTest, AgreesInRandomSequences) {
  constexpr std::uint64_t kEpisode = 200;
  const std::uint64_t operations = OperationsToTry(400'000);
  for (std::uint64_t episode = 0; episode < operations / kEpisode; ++episode) {
    RandomOperations operate(episode);
    for (std::uint64_t step = 0; step < kEpisode; ++step) {
      operate.Step();
      if (step % 8 == 0) {
        operate.CheckAll();
      }
    }
    operate.Drain();
    if (testing::Test::HasFailure()) {
      FAIL() << "episode " << episode;
    }
  }
}

}  // namespace
}  // namespace starkernel::ipc
