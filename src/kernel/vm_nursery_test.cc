#include "src/kernel/vm_nursery.h"
#include "src/kernel/console_cost.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/program_terminal.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;

class VmNurseryTest : public testing::Test, protected NurseryWorld {
 protected:
  VmNurseryTest() : NurseryWorld({.capabilities = 10'000}) {}

  /// The reductions of a program that faults at its end; the newest that it holds is for ports.
  std::uint64_t SpentBy(const std::string& program, bool is_heard = true) {
    const VmId vm = Spawn(program);
    if (is_heard) {
      LetLog(vm);
    }
    Let(vm, capabilities::CapabilityType::kPort);
    Start(vm);
    EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted) << program;
    const std::uint64_t spent = nursery_->Find(vm)->reductions.value();
    Kill(vm);
    return spent;
  }
};

TEST_F(VmNurseryTest, AProgramRunsAndItsVmInstanceEnds) {
  const VmId vm = Spawn(": SQUARES 4 0 DO I DUP * . LOOP ; SQUARES");
  LetLog(vm);
  EXPECT_TRUE(nursery_->Find(vm)->lifecycle.Is(LifecycleState::kEmbryo));
  ASSERT_TRUE(nursery_->Start(vm).ok());
  EXPECT_EQ(nursery_->Start(vm).error(), Error::kInvalidArgument);
  const arbiter::ArbiterEvent event = NextEvent();
  EXPECT_EQ(event.vm, vm);
  EXPECT_EQ(event.state, LifecycleState::kDead);
  EXPECT_EQ(console_.text(), "VM[1] 0 1 4 9 \n");
  EXPECT_EQ(nursery_->Find(vm), nullptr);
  EXPECT_EQ(nursery_->IdentityOf(vm).error(), Error::kNotFound);
  EXPECT_EQ(nursery_->Start(vm).error(), Error::kNotFound);
  EXPECT_EQ(nursery_->Kill(kNoVm, vm).error(), Error::kNotFound);
}

TEST_F(VmNurseryTest, WhatItsArraysTakeIsOfItsMemory) {
  const VmId small = Spawn("1 0 /");
  const VmId large = Spawn(": T 99 0 DO S\" : W 1 2 3 4 ;\" EVALUATE LOOP ; T 1 0 /");
  for (const VmId vm : {small, large}) {
    ASSERT_TRUE(nursery_->Start(vm).ok());
    EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
  }
  EXPECT_GT(nursery_->BodyOf(large).memory, nursery_->BodyOf(small).memory + KiB(8));
  EXPECT_EQ(nursery_->BodyOf(VmId(99)).memory, ByteCount(0));
}

TEST_F(VmNurseryTest, PagesThatWereTouchedAndTimeAreCounted) {
  const VmId vm = Spawn("HERE 20000 ALLOT 20000 ERASE 1 0 /");
  EXPECT_EQ(nursery_->BodyOf(vm).page_faults, 0U);
  Start(vm);
  EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
  EXPECT_GE(nursery_->BodyOf(vm).page_faults, 4U);
  EXPECT_LE(nursery_->BodyOf(vm).page_faults, 12U);
  EXPECT_EQ(nursery_->TimeOf(vm), Nanoseconds(10 * nursery_->Find(vm)->reductions.value()));
  EXPECT_EQ(nursery_->TimeOf(VmId(99)), Nanoseconds(0));
}

TEST_F(VmNurseryTest, SwitchingPhysicsOnDoesNotCostAWindow) {
  EXPECT_LT(SpentBy("PHYSICS-ON PHYSICS-OFF 1 0 /"), SpentBy("( PHYSICS-OFF OFF ) 1 0 /") + 9'000U);
}

TEST_F(VmNurseryTest, WhoIsBornAgainHasNoPrompt) {
  const VmId vm = Spawn(".( first ) CR COLD");
  LetLog(vm);
  Start(vm);
  EXPECT_EQ(NextEvent().state, LifecycleState::kDead);
  EXPECT_EQ(console_.text(), "VM[1] first \n");
}

TEST_F(VmNurseryTest, TheLineOfOneThatFaultedIsFree) {
  for (const auto& [program, state] :
       {std::pair{"5 1 IRQ-REGISTER 1 0 /", LifecycleState::kFaulted},
        std::pair{"5 1 IRQ-REGISTER", LifecycleState::kDead}}) {
    const VmId vm = Spawn(program);
    Let(vm, capabilities::CapabilityType::kIrq);
    Start(vm);
    EXPECT_EQ(NextEvent().state, state) << program;
  }
}

TEST_F(VmNurseryTest, WhoseMailboxHasNoRoomForNoticesIsToldSo) {
  const VmId vm = Spawn("0 0 VM-SELF VM-QUOTA! S\" \" SPAWN-VM");
  LetLog(vm);
  Let(vm, capabilities::CapabilityType::kKill);
  Let(vm, capabilities::CapabilityType::kSpawn);
  Start(vm);
  EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
  EXPECT_TRUE(console_.text().contains(
      "untaken notices, as many as its mailbox may hold messages: 0 of 0 (THROW -259)"))
      << console_.text();
}

TEST_F(VmNurseryTest, WithoutACapabilityItIsNotHeard) {
  const VmId vm = Spawn(".( secret) CR S\" secret\" LOG-ERROR");
  ASSERT_TRUE(nursery_->Start(vm).ok());
  EXPECT_EQ(NextEvent().vm, vm);
  EXPECT_EQ(console_.text(), "");
  EXPECT_EQ(audit_.refused(), 2U);
}

TEST_F(VmNurseryTest, AFaultStaysInItsVmInstance) {
  const VmId bad = Spawn("1 0 /");
  const VmId good = Spawn(".( fine)");
  LetLog(bad);
  LetLog(good);
  ASSERT_TRUE(nursery_->Start(bad).ok());
  ASSERT_TRUE(nursery_->Start(good).ok());
  const arbiter::ArbiterEvent fault = NextEvent();
  EXPECT_EQ(fault.vm, bad);
  EXPECT_EQ(fault.state, LifecycleState::kFaulted);
  EXPECT_EQ(NextEvent().vm, good);
  EXPECT_EQ(console_.text(), "VM[1] program:1:5: ? division by zero: / (THROW -10)\nVM[2] fine\n");
  EXPECT_TRUE(nursery_->Find(bad)->lifecycle.Is(LifecycleState::kFaulted));
  ASSERT_TRUE(nursery_->Kill(kNoVm, bad).ok());
  EXPECT_EQ(nursery_->Find(bad), nullptr);
}

TEST_F(VmNurseryTest, WhoLoopsForEverIsEndedAndOthersHaveTheirTurns) {
  const VmId loops = Spawn(": T BEGIN AGAIN ; T");
  const VmId counts = Spawn(": T 100000 0 DO LOOP ; T");
  ASSERT_TRUE(nursery_->Start(loops).ok());
  ASSERT_TRUE(nursery_->Start(counts).ok());
  EXPECT_EQ(NextEvent().vm, counts);
  EXPECT_TRUE(nursery_->Find(loops)->lifecycle.Is(LifecycleState::kRunnable));
  EXPECT_GT(nursery_->Find(loops)->windows, 8U);
  ASSERT_TRUE(nursery_->Kill(kNoVm, loops).ok());
  EXPECT_EQ(home_.arbiter().alive(), 0U);
}

TEST_F(VmNurseryTest, ACallIsAnsweredOrItsCallerTold) {
  const VmId server =
      Spawn(": SERVE 3 0 DO PAD 99 RECV 2DROP PAD SWAP 10 REPLY LOOP PAD 99 RECV ; SERVE");
  const VmId client =
      Spawn(": ASK S\" hello\" 1 1 HERE 99 CALL . . HERE 5 TYPE CR ; ASK ASK ASK ' ASK CATCH .");
  LetTalk(server);
  LetTalk(client);
  ASSERT_TRUE(nursery_->Start(client).ok());
  ASSERT_TRUE(nursery_->Start(server).ok());
  EXPECT_EQ(NextEvent().vm, server);
  EXPECT_EQ(NextEvent().vm, client);
  EXPECT_EQ(console_.text(), "VM[2] 10 5 hello\nVM[2] 10 5 hello\nVM[2] 10 5 hello\nVM[2] -260 \n");
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

TEST_F(VmNurseryTest, AFullMailboxHoldsItsSenderBackAndLosesNothing) {
  const VmId sender = Spawn(": T 500 0 DO PAD 8 I 2 SEND LOOP ; T");
  const VmId receiver = Spawn(": T 0 500 0 DO PAD 8 RECV DROP I <> ROT + + LOOP . ; T");
  LetTalk(sender);
  LetTalk(receiver);
  ASSERT_TRUE(nursery_->Start(sender).ok());
  ASSERT_TRUE(nursery_->Start(receiver).ok());
  EXPECT_EQ(NextEvent().vm, sender);
  EXPECT_EQ(NextEvent().vm, receiver);
  // Each message has 8 bytes and its number for a tag.
  EXPECT_EQ(console_.text(), "VM[2] 4000 \n");
}

TEST_F(VmNurseryTest, WhoWaitsCanBeEnded) {
  const VmId receiver = Spawn("PAD 8 RECV");
  const VmId other = Spawn("1 DROP");
  LetTalk(receiver);
  ASSERT_TRUE(nursery_->Start(receiver).ok());
  ASSERT_TRUE(nursery_->Start(other).ok());
  EXPECT_EQ(NextEvent().vm, other);
  EXPECT_TRUE(nursery_->Find(receiver)->lifecycle.Is(LifecycleState::kWaiting));
  ASSERT_TRUE(nursery_->Kill(kNoVm, receiver).ok());
  EXPECT_EQ(messages_.exchange().used().endpoints, 2U);
}

TEST_F(VmNurseryTest, WhoEndsVmZeroEndsTheMachine) {
  const VmId killer = Spawn("0 KILL-VM : T BEGIN AGAIN ; T");
  Let(killer, capabilities::CapabilityType::kKill);
  ASSERT_TRUE(nursery_->Start(killer).ok());
  const arbiter::ArbiterEvent event = NextEvent();
  EXPECT_EQ(event.vm, VmId(0));
  EXPECT_EQ(event.state, LifecycleState::kDead);
  EXPECT_TRUE(nursery_->Find(killer)->lifecycle.Is(LifecycleState::kRunnable));
}

TEST_F(VmNurseryTest, LongLinesAreBroken) {
  const VmId vm = Spawn(": T 400 0 DO [CHAR] x EMIT LOOP ; T");
  LetLog(vm);
  ASSERT_TRUE(nursery_->Start(vm).ok());
  NextEvent();
  const std::string full(ProgramTerminal::kLongestLine, 'x');
  EXPECT_EQ(console_.text(),
            "VM[1] " + full + "\nVM[1] " + full + "\nVM[1] " + std::string(80, 'x') + "\n");
}

TEST_F(VmNurseryTest, ThereAreAsManyAsTheArbiterHasPlacesFor) {
  std::vector<VmId> all;
  while (home_.arbiter().vms().size() < kPlaces) {
    all.push_back(Spawn(""));
  }
  EXPECT_EQ(all.size(), kPlaces - 1);
  const PageCount free = frames_.statistics().free;
  EXPECT_EQ(nursery_->Spawn(kNoVm, std::span<const char>()).error(), Error::kCapacity);
  EXPECT_EQ(frames_.statistics().free, free);
  for (const VmId vm : all) {
    EXPECT_TRUE(nursery_->IdentityOf(vm).ok());
  }
  ASSERT_TRUE(nursery_->Kill(kNoVm, all.at(40)).ok());
  const VmId next = Spawn("");
  EXPECT_EQ(PlaceOf(next), PlaceOf(all.at(40)));
  EXPECT_EQ(nursery_->IdentityOf(all.at(40)).error(), Error::kNotFound);
  EXPECT_TRUE(nursery_->IdentityOf(next).ok());
}

TEST_F(VmNurseryTest, AnEmbryoTakesNoPageAndIsStillOneIfThereIsNoneToStartIt) {
  // From the first on the heap has a page for texts.
  Spawn(".( none)");
  const PageCount free = frames_.statistics().free;
  const VmId vm = Spawn(".( born)");
  LetLog(vm);
  EXPECT_EQ(frames_.statistics().free, free);
  EXPECT_EQ(nursery_->BodyOf(vm).memory, ByteCount(0));
  std::vector<pmm::FrameRun> taken;
  for (auto frame = frames_.AllocateZeroed(); frame.ok(); frame = frames_.AllocateZeroed()) {
    taken.push_back(std::move(frame).value());
  }
  EXPECT_EQ(nursery_->Start(vm).error(), Error::kOutOfMemory);
  EXPECT_TRUE(nursery_->Find(vm)->lifecycle.Is(LifecycleState::kEmbryo));
  EXPECT_EQ(frames_.statistics().free, PageCount{0});
  taken.clear();
  ASSERT_TRUE(nursery_->Start(vm).ok());
  EXPECT_GT(nursery_->BodyOf(vm).memory, kPageSize) << "and its arrays";
  EXPECT_LT(nursery_->BodyOf(vm).memory, kPageSize + KiB(1));
  EXPECT_EQ(NextEvent().vm, vm);
  EXPECT_EQ(console_.text(), "VM[2] born\n");
}

/// Until it is started or ends, and whoever spawned it is told what there is room for.
TEST_F(VmNurseryTest, AnEmbryosTextCountsWithTheMemoryOfWhoSpawnedIt) {
  const VmId parent = Spawn(": WAITS BEGIN 1 WAIT-EVENTS DROP AGAIN ; WAITS");
  Start(parent);
  const VmId other = Spawn("10 SLEEP");
  Start(other);
  EXPECT_EQ(NextEvent().vm, other);
  const ByteCount memory = nursery_->BodyOf(parent).memory;
  const ByteCount room = nursery_->BodyOf(parent).room;
  ASSERT_GT(room, KiB(512));
  const std::string text(room.value() + 1, ' ');
  EXPECT_EQ(nursery_->Spawn(parent, text).error(), Error::kOverflow);
  EXPECT_EQ(nursery_->BodyOf(parent).room, room);
  const VmId embryo = Spawn(std::string_view(text).substr(1), parent);
  EXPECT_EQ(nursery_->BodyOf(parent).room, ByteCount(0));
  EXPECT_EQ(nursery_->BodyOf(parent).memory, memory + room);
  EXPECT_EQ(nursery_->Spawn(parent, std::string_view(" ")).error(), Error::kOverflow);
  EXPECT_TRUE(nursery_->Spawn(parent, std::string_view()).ok());
  EXPECT_TRUE(nursery_->Spawn(kNoVm, std::string_view(" ")).ok());
  Kill(embryo);
  EXPECT_EQ(nursery_->BodyOf(parent).memory, memory);
  const VmId second = Spawn(std::string_view(text).substr(1), parent);
  EXPECT_EQ(nursery_->BodyOf(parent).room, ByteCount(0));
  Start(second);
  EXPECT_EQ(nursery_->BodyOf(parent).room, room);
  Kill(second);
  EXPECT_EQ(nursery_->BodyOf(parent).room, room);
  // One that outlives who spawned it is charged to nobody else.
  const VmId orphan = Spawn(std::string_view(text).substr(1), parent);
  Kill(parent);
  nursery_->BuryAll();
  const VmId next = Spawn("1 WAIT-EVENTS");
  EXPECT_EQ(PlaceOf(next), PlaceOf(parent));
  Start(next);
  const ByteCount had = nursery_->BodyOf(next).memory;
  Kill(orphan);
  EXPECT_EQ(nursery_->BodyOf(next).memory, had);
}

TEST_F(VmNurseryTest, WhoHasNoRoomForAnEmbryosTextIsToldHowMuchThereIs) {
  const VmId vm = Spawn(": FILLS BEGIN HERE 65536 SPAWN-VM DROP AGAIN ; ' FILLS CATCH . CR FILLS");
  Let(vm, capabilities::CapabilityType::kSpawn);
  LetLog(vm);
  Start(vm);
  EXPECT_EQ(NextEvent().vm, vm);
  EXPECT_TRUE(console_.text().contains("-257 \n")) << console_.text();
  const ByteCount room = nursery_->BodyOf(vm).room;
  EXPECT_LT(room, KiB(64));
  EXPECT_TRUE(
      console_.text().contains("out of memory: a program of 65536 bytes, the envelope may hold " +
                               std::to_string(room.value()) + " more (THROW -257)"))
      << console_.text();
}

TEST_F(VmNurseryTest, EveryByteComesBack) {
  const auto run = [this](std::string_view program) {
    const VmId vm = Spawn(program);
    ASSERT_TRUE(nursery_->Start(vm).ok());
    const arbiter::ArbiterEvent event = NextEvent();
    if (event.state == LifecycleState::kFaulted) {
      ASSERT_TRUE(nursery_->Kill(kNoVm, vm).ok());
    }
  };
  constexpr std::array<std::string_view, 4> kPrograms{
      "1 2 + DROP", "1 0 /", "50000 ALLOCATE 2DROP HERE 100000 ALLOT 100000 ERASE",
      "S\" f\" W/O CREATE-FILE DROP S\" text\" ROT WRITE-FILE DROP 1 BLOCK DROP UPDATE FLUSH"};
  for (const std::string_view program : kPrograms) {
    run(program);
  }
  const PageCount free = frames_.statistics().free;
  const std::size_t capabilities = table_.used();
  const std::size_t vms = home_.arbiter().vms().size();
  for (int round = 0; round < 100; ++round) {
    for (const std::string_view program : kPrograms) {
      run(program);
    }
  }
  EXPECT_EQ(frames_.statistics().free, free);
  EXPECT_EQ(table_.used(), capabilities);
  EXPECT_EQ(home_.arbiter().vms().size(), vms);
}

TEST_F(VmNurseryTest, WhatWasRevokedIsPassedAtItsPrice) {
  constexpr std::string_view kMany =
      "0 NEXT-CAP CONSTANT S : M 500 0 DO 0 1 CAN-READ S ATTENUATE-CAP DROP LOOP ; M YIELD S "
      "REVOKE-CAP ";
  const std::uint64_t otherwise = SpentBy(std::string(kMany) + "S DROP 1 0 /");
  for (const std::string look :
       {"0 NEXT-CAP", "CAP-IRQ HAS-CAP?", "5 ' VM-STATUS CATCH 2DROP CAP-PORT"}) {
    const std::uint64_t spent = SpentBy(std::string(kMany) + look + " DROP 1 0 /");
    EXPECT_GE(spent, otherwise + 500) << look;
    EXPECT_LT(spent, otherwise + 700) << look;
    const std::uint64_t twice =
        SpentBy(std::string(kMany) + look + " DROP " + look + " DROP 1 0 /");
    EXPECT_LT(twice, spent + 200) << look << ", which passes nothing the second time";
  }
}

TEST_F(VmNurseryTest, WhoIsNotHeardPaysForBeingLookedAtAndIsRecordedOnce) {
  constexpr std::string_view kMany =
      "0 NEXT-CAP CONSTANT S : N 0 1 CAN-READ S ATTENUATE-CAP DROP ; "
      ": M 4000 0 DO N LOOP ; M : L CR 88 EMIT CR ; ";
  const std::uint64_t refused = audit_.refused();
  const std::uint64_t silent = SpentBy(std::string(kMany) + "N N 1 0 /", false);
  EXPECT_EQ(audit_.refused(), refused + 1) << "what is said of its fault is a line too";
  const std::uint64_t one = SpentBy(std::string(kMany) + "N L L L N 1 0 /", false);
  EXPECT_EQ(audit_.refused(), refused + 3) << "once before it gained something, and once after";
  constexpr auto kLines = static_cast<std::uint64_t>(3 * kConsoleCost.Of("X\n\n"));
  EXPECT_GE(one, silent + kLines + 4001 / 8);
  EXPECT_LT(one, silent + kLines + 4001 / 8 + 500);
}

TEST_F(VmNurseryTest, WhoWasNotHeardIsHeardOnceItMayBe) {
  const VmId vm = Spawn(".( lost) CR 1000 SLEEP .( heard) CR");
  const VmId other = Spawn("1 DROP");
  ASSERT_TRUE(nursery_->Start(vm).ok());
  ASSERT_TRUE(nursery_->Start(other).ok());
  EXPECT_EQ(NextEvent().vm, other);
  LetLog(vm);
  EXPECT_EQ(NextEvent().vm, vm);
  EXPECT_EQ(console_.text(), "VM[1] heard\n");
}

TEST_F(VmNurseryTest, ARefusedSpawnCostsAsMuchAsOneThatIsNot) {
  const auto spent_by = [this](std::string_view program) {
    const VmId vm = Spawn(program);
    Let(vm, capabilities::CapabilityType::kSpawn);
    static_cast<void>(messages_.exchange().SetQuota(nursery_->IdentityOf(vm).value().endpoint,
                                                    {.messages = 0, .bytes = 0}));
    Start(vm);
    EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
    const std::uint64_t spent = nursery_->Find(vm)->reductions.value();
    Kill(vm);
    return spent;
  };
  // They fault if the code is what it should be, and end otherwise.
  const std::uint64_t without = spent_by("HERE 9 ' ALIGN    CATCH    0 = 1+ 1 SWAP /");
  const std::uint64_t refused = spent_by("HERE 9 ' SPAWN-VM CATCH -259 = 1+ 1 SWAP /");
  EXPECT_GE(refused, without + 1000);
  EXPECT_LT(refused, without + 1300);
}

TEST_F(VmNurseryTest, PassedMessagesAreCharged) {
  const auto spent_by = [this](std::string_view rest) {
    const VmId vm = Spawn(": T 64 0 DO PAD 0 I VM-SELF SEND LOOP ; T " + std::string(rest));
    LetTalk(vm);
    Start(vm);
    EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
    const std::uint64_t spent = nursery_->Find(vm)->reductions.value();
    Kill(vm);
    return spent;
  };
  const std::uint64_t near = spent_by(
      ": L 100 0 DO PAD 9 99 0 RECV-TAGGED 2DROP DROP PAD 9 99 0 RECV-TAGGED 2DROP DROP LOOP ; L "
      "1 0 /");
  const std::uint64_t far = spent_by(
      ": L 100 0 DO PAD 9 99 0 RECV-TAGGED 2DROP DROP PAD 9 98 0 RECV-TAGGED 2DROP DROP LOOP ; L "
      "1 0 /");
  // 200 times 64 messages, eight for a reduction; the first look is in both.
  EXPECT_EQ(far, near + 199 * 8);
}

TEST_F(VmNurseryTest, LettingALineOfSendersInIsCharged) {
  // What it spends that has so many in line when its mailbox has room for them.
  const auto spent_by = [this](int senders, const std::string& rest) {
    const VmId vm =
        Spawn("HERE 64000 ALLOT DUP 64000 7 VM-SELF SEND 100000000 SLEEP 64000 RECV 2DROP DROP " +
              rest + " 1 0 /");
    LetTalk(vm);
    Start(vm);
    for (int sender = 0; sender < senders; ++sender) {
      const VmId one = Spawn("HERE 4000 ALLOT 4000 7 " + std::to_string(vm.value()) + " SEND");
      LetTalk(one);
      Start(one);
    }
    const VmId last = Spawn("200000000 SLEEP 1 " + std::to_string(vm.value()) + " NOTIFY");
    LetTalk(last);
    Start(last);
    std::uint64_t spent = 0;
    for (int event = 0; event < senders + 2; ++event) {
      const arbiter::ArbiterEvent ended = NextEvent();
      if (ended.state == LifecycleState::kFaulted) {
        // The last one, too, if that does not wait for its notification.
        spent = ended.vm == vm ? nursery_->Find(vm)->reductions.value() : spent;
        Kill(ended.vm);
      }
    }
    return spent;
  };
  for (const std::string rest : {"PAD 9 99 0 RECV-TAGGED", "1 WAIT-EVENTS"}) {
    EXPECT_GE(spent_by(14, rest), spent_by(2, rest) + 12) << rest;
    EXPECT_LE(spent_by(14, rest), spent_by(2, rest) + 16) << rest;
  }
}

}  // namespace
}  // namespace starkernel::kernel
