// Whatever others take of what all share, the operator can spawn, give, send and kill; who takes
// too much is told how much there is.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/ipc/answers.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/capability_store.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;
using capabilities::CapabilityGrant;
using capabilities::CapabilityType;

constexpr CapabilityGrant kSendAll{.type = CapabilityType::kSend,
                                   .rights = capabilities::Rights::All(),
                                   .badge = 0,
                                   .range = {0, 1'000}};

/// Derives for itself as long as it may; fails with what it is told.
constexpr std::string_view kDerives =
    "0 NEXT-CAP CONSTANT A : T BEGIN 0 4 0 A ATTENUATE-CAP DROP AGAIN ; T";
/// Makes as many embryos as it may, and leaves the error to others.
constexpr std::string_view kSpawns =
    ": SPAWNS BEGIN S\" \" SPAWN-VM DROP AGAIN ; : T ['] SPAWNS CATCH . CR ; T SPAWNS";
/// Sends to each as many messages as its mailbox holds, until one is refused.
constexpr std::string_view kSends =
    ": FILLS ( vm -- ) BEGIN PAD 0 0 3 PICK SEND? 0= UNTIL DROP ; "
    ": T VM-SELF BEGIN NEXT-VM DUP -1 <> WHILE DUP FILLS REPEAT DROP ; T";

class VmQuotasTest : public testing::Test, protected NurseryWorld {
 protected:
  static constexpr std::size_t kPart = CapabilityStore::kSmallestPart;
  static constexpr std::size_t kReservedPlaces = kPlaces / VmNursery::kPlacesForAReserved;

  VmId Flooder(std::string_view program) {
    const VmId vm = Spawn(program);
    Let(vm, CapabilityType::kLog);
    return vm;
  }
  /// Lets it run until it fails; what it said.
  std::string Fails(VmId vm) {
    const std::size_t begin = console_.text().size();
    Start(vm);
    EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
    return console_.text().substr(begin);
  }
  /// The operator spawns one, lets it send, tells it something, starts it and waits for its end.
  void ExpectTheOperatorToGoOn() {
    const Result<VmId> spawned =
        nursery_->Spawn(kPrimordialVm, std::span<const char>(std::string_view("PAD 8 RECV")));
    ASSERT_TRUE(spawned.ok());
    const kernel_words::VmIdentity own = nursery_->IdentityOf(kPrimordialVm).value();
    const kernel_words::VmIdentity child = nursery_->IdentityOf(spawned.value()).value();
    if (!root_.has_value()) {
      root_ = table_.Grant(own.holder, kSendAll).slot;
    }
    EXPECT_TRUE(table_.Derive(own.holder, *root_, own.holder, kSendAll).ok());
    EXPECT_TRUE(table_.Derive(own.holder, *root_, child.holder, kSendAll).ok());
    EXPECT_EQ(messages_.exchange().Send(own.endpoint, child.endpoint, {}, {}).result,
              ipc::SendResult::kSent);
    EXPECT_TRUE(nursery_->Start(spawned.value()).ok());
    EXPECT_TRUE(nursery_->Kill(kPrimordialVm, spawned.value()).ok());
  }

 private:
  std::optional<capabilities::SlotNumber> root_;
};

TEST_F(VmQuotasTest, OneThatDerivesHasItsPartAndIsToldHowMuchThatIs) {
  const std::string said = Fails(Flooder(kDerives));
  EXPECT_TRUE(said.contains("its holder would have more than it may: 64 of 64 (THROW -259)"))
      << said;
  EXPECT_LE(table_.used(), kPart + 3);
}

TEST_F(VmQuotasTest, ManyThatDeriveLeaveWhatIsTheOperators) {
  constexpr std::size_t kMany = 20;
  std::array<VmId, kMany> flooders{};
  for (VmId& vm : flooders) {
    vm = Flooder(kDerives);
  }
  std::string last;
  for (const VmId vm : flooders) {
    last = Fails(vm);
  }
  EXPECT_TRUE(last.contains("no room for another capability: 960 of 960 (THROW -259)")) << last;
  EXPECT_EQ(table_.used(), CapabilityStore::kFewest - kPart);
  ExpectTheOperatorToGoOn();
  for (const VmId vm : flooders) {
    EXPECT_TRUE(nursery_->Kill(kPrimordialVm, vm).ok());
  }
  nursery_->BuryAll();
  ExpectTheOperatorToGoOn();
  EXPECT_LT(table_.used(), kPart);
}

TEST_F(VmQuotasTest, EmbryosLeavePlacesForTheOperators) {
  const VmId flooder = Flooder(kSpawns);
  Let(flooder, CapabilityType::kSpawn);
  const std::string said = Fails(flooder);
  EXPECT_TRUE(said.contains("-259 ")) << said;
  EXPECT_TRUE(said.contains("no place for another VM instance: 60 of 60 (THROW -259)")) << said;
  EXPECT_EQ(home_.arbiter().vms().size(), kPlaces - kReservedPlaces);
  for (std::size_t count = 0; count < 2 * kReservedPlaces; ++count) {
    ExpectTheOperatorToGoOn();
  }
  // The last of them may be had at the same time, and no more.
  for (std::size_t count = 0; count < kReservedPlaces; ++count) {
    EXPECT_TRUE(nursery_->Spawn(kPrimordialVm, {}).ok());
  }
  EXPECT_EQ(nursery_->Spawn(kPrimordialVm, {}).error(), Error::kCapacity);
}

TEST_F(VmQuotasTest, WhatItSpawnedCountsWithWhatItMayHave) {
  // There are more places for VM instances than it may have capabilities.
  const VmId vm = Flooder(
      ": E S\" \" SPAWN-VM ; : T 60 0 DO 0 4 0 0 NEXT-CAP ATTENUATE-CAP DROP LOOP "
      "E KILL-VM E E E ; T");
  Let(vm, CapabilityType::kSpawn);
  const std::string said = Fails(vm);
  EXPECT_TRUE(said.contains("no capability for what it would spawn: 64 of 64 (THROW -259)"))
      << said;
}

/// Holds as much as it may, and leaves the error to others.
constexpr std::string_view kFillsUp =
    "0 NEXT-CAP CONSTANT A : D BEGIN 0 4 0 A ATTENUATE-CAP DROP AGAIN ; ' D CATCH . ";

TEST_F(VmQuotasTest, WhoHoldsAsMuchAsItMayMapsNothingAndPaysForThat) {
  constexpr std::uint64_t kTimes = 100;
  constexpr std::uint64_t kPages = 32;
  const VmId vm = Flooder(std::string(kFillsUp) +
                          ": M 131072 3 ['] MAP-MEM CATCH DROP 2DROP ; : T 100 0 DO M LOOP ; T "
                          "8 3 MAP-MEM");
  Let(vm, CapabilityType::kShare);
  const std::string said = Fails(vm);
  EXPECT_TRUE(said.contains("-259 ")) << said;
  EXPECT_TRUE(said.contains("its holder would have more than it may: 64 of 64 (THROW -259)"))
      << said;
  EXPECT_GE(nursery_->Find(vm)->reductions.value(), kTimes * kPages * 16);
  // Want of room is no refusal.
  EXPECT_EQ(audit_.refused(), 0U);
}

TEST_F(VmQuotasTest, WhoHoldsAsMuchAsItMayTakesMemoryAllTheSame) {
  const VmId taker = Flooder(
      "1000000000 SLEEP 0 NEXT-CAP CONSTANT O "
      ": D BEGIN O CAP@ 2DROP DROP 0 O ATTENUATE-CAP DROP AGAIN ; ' D CATCH . "
      "O TAKE-MEM . 7 OVER ! @ . BYE");
  // What it shared with others lies before what it gave.
  std::string shares;
  for (int other = 0; other < 3; ++other) {
    shares += std::to_string(Spawn("").value()) + " SHARED ";
  }
  const VmId giver = Flooder("8 3 MAP-MEM CONSTANT M M 8 " + std::to_string(taker.value()) +
                             " GIVE-MEM : SHARED 30 0 DO M 8 2 PICK SHARE-MEM LOOP DROP ; " +
                             shares + " 1 WAIT-EVENTS");
  Let(giver, CapabilityType::kShare);
  Start(giver);
  Start(taker);
  const std::size_t begin = console_.text().size();
  const arbiter::ArbiterEvent event = NextEvent();
  const std::string said = console_.text().substr(begin);
  EXPECT_EQ(event.vm, taker) << said;
  EXPECT_EQ(event.state, LifecycleState::kDead) << said;
  EXPECT_TRUE(said.contains("-259 4096 7 ")) << said;
  EXPECT_TRUE(nursery_->Kill(kPrimordialVm, giver).ok());
}

TEST_F(VmQuotasTest, MessagesLeavePlacesForTheOperators) {
  const VmId flooder = Flooder(kSends);
  Let(flooder, CapabilityType::kSend);
  for (std::size_t count = 0; count < 40; ++count) {
    Spawn("");
  }
  const std::string said = Fails(flooder);
  EXPECT_TRUE(said.contains("no room for more messages: 1920 of 1920 (THROW -259)")) << said;
  ExpectTheOperatorToGoOn();
  ExpectTheOperatorToGoOn();
}

TEST_F(VmQuotasTest, WhatOthersGiveEndsWithARefusalAndLeavesTheReceiverItsPart) {
  const VmId flooded = Flooder(kDerives);
  const VmId flooder = Flooder("0 NEXT-CAP CONSTANT A : T BEGIN " +
                               std::to_string(flooded.value()) + " A GRANT-CAP DROP AGAIN ; T");
  const std::string said = Fails(flooder);
  EXPECT_TRUE(
      said.contains("its holder was given as many as others may give: 32 of 32 (THROW -259)"))
      << said;
  // It has half of its part for itself, and gets what the operator gives it.
  const kernel_words::VmIdentity own = nursery_->IdentityOf(kPrimordialVm).value();
  const auto root = table_.Grant(own.holder, kSendAll).slot;
  EXPECT_TRUE(
      table_.Derive(own.holder, root, nursery_->IdentityOf(flooded).value().holder, kSendAll).ok());
  const std::size_t before = table_.used();
  EXPECT_TRUE(Fails(flooded).contains("its holder would have more than it may: 64 of 64"));
  EXPECT_EQ(table_.used() - before, kPart / 2 - 2);
}

}  // namespace
}  // namespace starkernel::kernel
