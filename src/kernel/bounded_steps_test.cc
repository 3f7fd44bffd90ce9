#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/message_home.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel {
namespace {

using capabilities::CapabilityGrant;
using capabilities::CapabilityType;
using capabilities::HolderId;
using capabilities::Rights;
using capabilities::SlotNumber;

constexpr std::size_t kDescendants = 100'000;
constexpr CapabilityGrant kAll{.type = CapabilityType::kPort,
                               .rights = Rights::All(),
                               .range = {0, std::numeric_limits<std::uint64_t>::max()}};

/// A world in which somebody runs for ever and it is noted at the beginning of each of its windows
/// how many places are taken.
class BoundedStepsTest : public testing::Test, protected NurseryWorld {
 protected:
  BoundedStepsTest() : NurseryWorld({.places = 300, .capabilities = kDescendants + 100}) {}

  /// Windows of 10,000 reductions that look how much is left, until it is no more than `rest`.
  template <typename Left>
  std::vector<std::size_t> Watch(const Left& left, std::size_t rest) {
    Watcher<Left> watcher{left};
    watcher.rest = rest;
    const VmId id = home_.arbiter().vms().Add({.runnable = watcher}).value();
    EXPECT_TRUE(home_.arbiter().Admit(id).ok());
    EXPECT_EQ(home_.arbiter().NextEvent().vm, id);
    home_.arbiter().vms().Remove(id);
    return watcher.seen;
  }

 private:
  template <typename Left>
  struct Watcher final : arbiter::Runnable {
    explicit Watcher(const Left& what) : left(what) {}
    arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
      seen.push_back(left());
      return {.outcome = seen.back() <= rest ? arbiter::WindowOutcome::kEnded
                                             : arbiter::WindowOutcome::kSpent,
              .spent = grant.quantum};
    }
    const Left& left;
    std::size_t rest = 0;
    std::vector<std::size_t> seen;
  };
};

/// The most by which it became less between two windows.
std::size_t LargestStep(const std::vector<std::size_t>& seen) {
  std::size_t most = 0;
  for (std::size_t index = 1; index < seen.size(); ++index) {
    EXPECT_LE(seen[index], seen[index - 1]);
    most = std::max(most, seen[index - 1] - seen[index]);
  }
  return most;
}

TEST_F(BoundedStepsTest, OneWithAHundredThousandDescendantsIsRevoked) {
  const HolderId giver = table_.AddHolder(VmId(50)).value();
  const HolderId taker = table_.AddHolder(VmId(51)).value();
  const SlotNumber root = table_.Grant(giver, kAll).slot;
  const std::size_t before = table_.used();
  std::vector<SlotNumber> derived;
  // Three deep, each of the upper two levels with some hundred below each.
  for (std::size_t upper = 0; upper < 100; ++upper) {
    const SlotNumber middle = table_.Derive(giver, root, giver, kAll).slot;
    derived.push_back(middle);
    for (std::size_t lower = 1; lower < kDescendants / 100; ++lower) {
      derived.push_back(table_.Derive(giver, middle, taker, kAll).slot);
    }
  }
  ASSERT_EQ(table_.used(), before + kDescendants);
  ASSERT_EQ(table_.Revoke(giver, root), capabilities::Refusal::kNone);
  nursery_->TidyUp();
  // Immediately for all.
  EXPECT_FALSE(table_.Inspect(giver, derived.front()).ok());
  EXPECT_FALSE(table_.Inspect(taker, derived.back()).ok());
  EXPECT_TRUE(table_.Inspect(giver, root).ok());
  // Their places come back between the windows of others, no more at a time than is stated.
  const std::vector<std::size_t> seen = Watch([this] { return table_.used(); }, before);
  constexpr std::size_t kBound = VmNursery::kStepsBetweenWindows;
  EXPECT_EQ(LargestStep(seen), kBound);
  EXPECT_EQ(seen.size(), (kDescendants + kBound - 1) / kBound);
  EXPECT_EQ(seen.back(), before);
}

/// One of two that note each of their windows, and how much is left then.
class Noter final : public arbiter::Runnable {
 public:
  struct Note {
    const Noter* who;
    std::size_t left;
  };
  Noter(const capabilities::CapabilityTable& table, std::size_t rest, std::vector<Note>& notes)
      : table_(table), rest_(rest), notes_(notes) {}
  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    notes_.push_back({.who = this, .left = table_.used()});
    return {.outcome = table_.used() <= rest_ ? arbiter::WindowOutcome::kEnded
                                              : arbiter::WindowOutcome::kSpent,
            .spent = grant.quantum};
  }

 private:
  const capabilities::CapabilityTable& table_;
  std::size_t rest_;
  std::vector<Note>& notes_;
};

TEST_F(BoundedStepsTest, NobodyMissesAWindowWhileAHundredThousandAreTakenBack) {
  const HolderId giver = table_.AddHolder(VmId(50)).value();
  const SlotNumber root = table_.Grant(giver, kAll).slot;
  const std::size_t before = table_.used();
  for (std::size_t count = 0; count < kDescendants; ++count) {
    ASSERT_TRUE(table_.Derive(giver, root, giver, kAll).ok());
  }
  std::vector<Noter::Note> notes;
  Noter one(table_, before, notes);
  Noter other(table_, before, notes);
  for (Noter* const noter : {&one, &other}) {
    ASSERT_TRUE(
        home_.arbiter().Admit(home_.arbiter().vms().Add({.runnable = *noter}).value()).ok());
  }
  ASSERT_EQ(table_.Revoke(giver, root), capabilities::Refusal::kNone);
  nursery_->TidyUp();
  static_cast<void>(home_.arbiter().NextEvent());
  // Both in turns, and between two windows no more than one step.
  constexpr std::size_t kBound = VmNursery::kStepsBetweenWindows;
  ASSERT_EQ(notes.size(), (kDescendants + kBound - 1) / kBound);
  for (std::size_t index = 1; index < notes.size(); ++index) {
    ASSERT_NE(notes.at(index).who, notes.at(index - 1).who) << index;
    ASSERT_LE(notes.at(index - 1).left - notes.at(index).left, kBound) << index;
  }
}

/// A mailbox for one message, with one in it and others in line that are not allowed any more.
class TurnedAwayTest : public BoundedStepsTest {
 protected:
  static constexpr std::size_t kSenders = 200;

  /// The one that receives. It can log, but not before it has run.
  VmId SpawnBefore(const std::string& program) {
    const VmId receiver = Spawn(": T PAD 9 RECV? 2DROP 2DROP ; T " + program);
    LetTalk(receiver);
    const auto to = nursery_->IdentityOf(receiver).value();
    endpoint_ = to.endpoint;
    static_cast<void>(messages_.exchange().SetQuota(endpoint_, {.messages = 1, .bytes = 1}));
    const SlotNumber slot = table_.Grant(to.holder, kAll).slot;
    for (std::size_t count = 0; count < kSenders; ++count) {
      senders_.push_back(Spawn(""));
      const ipc::EndpointId sender = nursery_->IdentityOf(senders_.back()).value().endpoint;
      static_cast<void>(
          messages_.exchange().SendOrWait(sender, endpoint_, {.permit = slot.value()}, {}));
    }
    EXPECT_EQ(table_.Drop(to.holder, slot), capabilities::Refusal::kNone);
    EXPECT_EQ(InLine(), kSenders - 1);
    Start(receiver);
    return receiver;
  }
  [[nodiscard]] std::size_t InLine() { return messages_.exchange().Inspect(endpoint_).in_line; }

  ipc::EndpointId endpoint_;
  std::vector<VmId> senders_;
};

/// Whose message is turned away takes no room, so the next one's turn comes at once.
class HowOneLooks : public TurnedAwayTest, public testing::WithParamInterface<const char*> {};

TEST_P(HowOneLooks, OnlySoManyAreTurnedAwayInAWindow) {
  SpawnBefore(std::string(GetParam()) + " 2 WAIT-EVENTS");
  const std::vector<std::size_t> seen = Watch([this] { return InLine(); }, 0);
  // The first as there is room for it, then as many as may be.
  EXPECT_EQ(seen.front(), kSenders - 1 - 1 - 64);
  EXPECT_EQ(LargestStep(seen), 64U);
  EXPECT_EQ(seen.back(), 0U);
}
INSTANTIATE_TEST_SUITE_P(Words, HowOneLooks,
                         testing::Values("T", "PAD 9 RECV", "PAD 9 5 -1 RECV-TAGGED",
                                         "1 WAIT-EVENTS"));

/// With a time, it is counted from the beginning and not from each window.
TEST_F(TurnedAwayTest, WhoTurnsManyAwayWaitsNoLonger) {
  const VmId receiver = SpawnBefore(": W PAD 9 600000 RECV-WITHIN . ; W");
  const VmId busy = Spawn(": T BEGIN AGAIN ; T");
  Start(busy);
  EXPECT_EQ(NextEvent().vm, receiver);
  EXPECT_TRUE(console_.text().ends_with("VM[1] 0 \n")) << console_.text();
  // It looks in the first four windows, the last of them at some 30,000.
  EXPECT_EQ(nursery_->Find(busy)->reductions.value(), 70'000U);
}

TEST_F(BoundedStepsTest, OneThatHeldMuchIsBuried) {
  const VmId rich = Spawn("");
  const VmId poor = Spawn("");
  const HolderId holder = nursery_->IdentityOf(rich).value().holder;
  const ipc::EndpointId endpoint = nursery_->IdentityOf(rich).value().endpoint;
  const ipc::EndpointId sender = nursery_->IdentityOf(poor).value().endpoint;
  const std::size_t before = table_.used();
  for (std::size_t count = 0; count < 10'000; ++count) {
    ASSERT_TRUE(table_.Grant(holder, kAll).ok());
  }
  static_cast<void>(messages_.exchange().SetQuota(endpoint, {.messages = 1000, .bytes = 1000}));
  for (std::size_t count = 0; count < 1000; ++count) {
    ASSERT_EQ(messages_.exchange().Send(sender, endpoint, {}, {}).result, ipc::SendResult::kSent);
  }
  ASSERT_TRUE(nursery_->Kill(kNoVm, rich).ok());
  // Nobody reaches it any more, but what it held is not all given back.
  EXPECT_EQ(nursery_->IdentityOf(rich).error(), Error::kNotFound);
  EXPECT_FALSE(nursery_->Supervise(rich, poor).ok());
  EXPECT_TRUE(nursery_->Kill(kNoVm, rich).ok());
  EXPECT_EQ(messages_.exchange().Send(sender, endpoint, {}, {}).result,
            ipc::SendResult::kReceiverGone);
  EXPECT_NE(nursery_->Find(rich), nullptr);
  // A second one that is buried meanwhile.
  const VmId second = Spawn("");
  for (std::size_t count = 0; count < 1000; ++count) {
    ASSERT_TRUE(table_.Grant(nursery_->IdentityOf(second).value().holder, kAll).ok());
  }
  ASSERT_TRUE(nursery_->Kill(kNoVm, second).ok());
  const auto left = [this] { return table_.used() + messages_.exchange().used().messages; };
  const std::vector<std::size_t> seen = Watch(left, before - 1);
  EXPECT_LE(LargestStep(seen), VmNursery::kStepsBetweenWindows + 1);
  EXPECT_GE(seen.size(), (11'000 + 1000) / VmNursery::kStepsBetweenWindows - 2);
  EXPECT_EQ(nursery_->Find(rich), nullptr);
  EXPECT_EQ(nursery_->Find(second), nullptr);
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

TEST_F(BoundedStepsTest, AllIsGivenBackBeforeTheProcessorRests) {
  const VmId rich = Spawn("");
  for (std::size_t count = 0; count < 1000; ++count) {
    ASSERT_TRUE(table_.Grant(nursery_->IdentityOf(rich).value().holder, kAll).ok());
  }
  const VmId sleeper = Spawn("1000 SLEEP");
  ASSERT_TRUE(nursery_->Start(sleeper).ok());
  ASSERT_TRUE(nursery_->Kill(kNoVm, rich).ok());
  EXPECT_EQ(NextEvent().vm, sleeper);
  EXPECT_EQ(nursery_->Find(rich), nullptr);
  EXPECT_EQ(home_.arbiter().rests(), 1U);
}

TEST_F(BoundedStepsTest, OneForWhichManyWaitFaultsAndIsKilledMeanwhile) {
  ipc::MessageExchange& exchange = messages_.exchange();
  const VmId faults = Spawn("1 0 /");
  const ipc::EndpointId called = nursery_->IdentityOf(faults).value().endpoint;
  // Some wait for their answers, the others in line.
  std::vector<ipc::EndpointId> callers;
  for (std::size_t count = 0; count < 200; ++count) {
    callers.push_back(nursery_->IdentityOf(Spawn("")).value().endpoint);
    ASSERT_EQ(exchange.Call(callers.back(), called, {}, {}).result, ipc::SendResult::kSent);
  }
  const auto waiting = [&] {
    return static_cast<std::size_t>(std::ranges::count_if(callers, [&](ipc::EndpointId caller) {
      return exchange.Inspect(caller).wait != ipc::WaitKind::kNone;
    }));
  };
  ASSERT_EQ(waiting(), callers.size());
  ASSERT_TRUE(nursery_->Start(faults).ok());
  EXPECT_EQ(NextEvent().vm, faults);
  constexpr std::size_t kBound = VmNursery::kStepsBetweenWindows;
  // The first step is that nobody else comes.
  EXPECT_EQ(waiting(), callers.size() + 1 - kBound);
  static_cast<void>(Watch(waiting, callers.size() + 1 - 2 * kBound));
  EXPECT_EQ(waiting(), callers.size() + 1 - 2 * kBound);
  ASSERT_TRUE(nursery_->Kill(kNoVm, faults).ok());
  const auto is_there = [&] { return nursery_->Find(faults) == nullptr ? 0U : 1U; };
  EXPECT_EQ(is_there(), 1U) << "others wait for it still";
  EXPECT_EQ(waiting(), callers.size() + 1 - 2 * kBound);
  const std::vector<std::size_t> seen = Watch(is_there, 0);
  EXPECT_GE(seen.size(), 3U);
  EXPECT_EQ(waiting(), 0U);
  EXPECT_EQ(exchange.used().messages, 0U);
  for (const ipc::EndpointId caller : callers) {
    EXPECT_EQ(exchange.TakeReply(caller, {}).result, ipc::ReceiveResult::kReceiverGone);
  }
}

TEST_F(BoundedStepsTest, TheMemoryOfOneThatHadMuchComesBackBitByBit) {
  const VmId rich = Spawn(
      ": T 60 0 DO I 4096 * 16384 + 1 SWAP ! LOOP ; T "
      "S\" f\" W/O CREATE-FILE THROW VALUE F : U 130 0 DO 8192 4096 F WRITE-FILE THROW LOOP ; U "
      ": V 101 1 DO I BUFFER DROP UPDATE LOOP FLUSH ; V 1 0 /");
  Start(rich);
  ASSERT_EQ(NextEvent().vm, rich);
  const PageCount had = PagesFor(nursery_->BodyOf(rich).memory);
  ASSERT_GT(had, PageCount{60 + 130 + 25});
  const VmId next = Spawn("");
  Kill(rich);
  const auto left = [&] { return PagesFor(nursery_->BodyOf(rich).memory).value(); };
  EXPECT_GE(left(), had.value() - VmNursery::kStepsBetweenWindows);
  EXPECT_EQ(nursery_->IdentityOf(rich).error(), Error::kNotFound);
  EXPECT_EQ(nursery_->WindowsAt(PlaceOf(rich)), nullptr);
  const std::vector<std::size_t> seen = Watch(left, 0);
  // The last are its kernel-held arrays, which go with it.
  const std::vector<std::size_t> pages(seen.begin(), seen.end() - 1);
  EXPECT_EQ(LargestStep(pages), VmNursery::kStepsBetweenWindows);
  EXPECT_GE(seen.size(), 3U);
  EXPECT_EQ(nursery_->Find(rich), nullptr);
  EXPECT_NE(nursery_->Find(next), nullptr);
}

TEST_F(BoundedStepsTest, WhatManyHaveMappedOfOneThatEndsIsTakenOutBitByBit) {
  const VmId owner = Spawn(
      "131072 3 MAP-MEM 131072 ' SHARE-MEM VALUE S VALUE N VALUE A "
      ": T 10 2 DO A N I S EXECUTE LOOP ; T 1 WAIT-EVENTS");
  Let(owner, capabilities::CapabilityType::kShare);
  std::vector<VmId> others;
  for (int count = 0; count < 8; ++count) {
    others.push_back(
        Spawn(": T BEGIN 0 NEXT-CAP DUP IF EXIT THEN DROP YIELD AGAIN ; "
              "3 T MAP-CAP DROP @ 1 WAIT-EVENTS"));
  }
  ASSERT_EQ(PlaceOf(owner), 1U);
  ASSERT_EQ(PlaceOf(others.back()), 9U);
  Start(owner);
  for (const VmId other : others) {
    Start(other);
  }
  const auto mapped = [&] {
    PageCount pages{0};
    for (const VmId other : others) {
      const regions::VmWindows& windows = *nursery_->WindowsAt(PlaceOf(other));
      for (regions::Window* window = windows.First(); window != nullptr;
           window = windows.Next(*window)) {
        pages += window->part.pages;
      }
    }
    return static_cast<std::size_t>(pages.value());
  };
  const std::size_t all = others.size() * SpawnedVm::kWindows.value();
  // In windows of its own until everybody has it.
  const auto missing = [&] { return all - mapped(); };
  static_cast<void>(Watch(missing, 0));
  ASSERT_EQ(mapped(), all);
  Kill(owner);
  // What is gone is gone in order; nobody can map it any more.
  constexpr std::size_t kBound = VmNursery::kStepsBetweenWindows;
  EXPECT_EQ(mapped(), all - kBound);
  for (const VmId other : others) {
    const HolderId holder = nursery_->IdentityOf(other).value().holder;
    EXPECT_FALSE(table_.NextHeld(holder, {}).ok());
  }
  const std::vector<std::size_t> seen = Watch(mapped, 0);
  EXPECT_EQ(LargestStep(seen), kBound);
  EXPECT_EQ(seen.size(), all / kBound - 1);
}

TEST_F(BoundedStepsTest, WhoIsRefusedForItsOwnNoticesHasNobodyBuried) {
  const VmId parent = Spawn("");
  for (std::size_t count = 0; count < MessageHome::kQuota.messages; ++count) {
    Kill(Spawn("", parent));
  }
  const VmId rich = Spawn("");
  for (std::size_t count = 0; count < 1000; ++count) {
    ASSERT_TRUE(table_.Grant(nursery_->IdentityOf(rich).value().holder, kAll).ok());
  }
  Kill(rich);
  const std::size_t left = table_.used();
  EXPECT_EQ(nursery_->Spawn(parent, {}).error(), Error::kOutOfRange);
  EXPECT_EQ(nursery_->Start(rich).error(), Error::kInvalidArgument);
  EXPECT_EQ(table_.used(), left);
  EXPECT_NE(nursery_->Find(rich), nullptr);
}

TEST_F(BoundedStepsTest, WhoIsSpawnedHasThePlaceOfOneThatIsBuried) {
  const VmId rich = Spawn("");
  for (std::size_t count = 0; count < 1000; ++count) {
    ASSERT_TRUE(table_.Grant(nursery_->IdentityOf(rich).value().holder, kAll).ok());
  }
  while (!home_.arbiter().vms().full()) {
    Spawn("");
  }
  Kill(rich);
  ASSERT_NE(nursery_->Find(rich), nullptr) << "it is not buried yet";
  const VmId next = Spawn("");
  EXPECT_EQ(PlaceOf(next), PlaceOf(rich));
  EXPECT_EQ(nursery_->Find(rich), nullptr);
}

}  // namespace
}  // namespace starkernel::kernel
