// Memory that VM instances share and hand on, as their programs see it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;
using capabilities::CapabilityType;
using capabilities::Right;
using capabilities::Rights;

/// GOT waits for a capability for memory, TILL until there is n at an address.
constexpr std::string_view kWaiting =
    ": GOT BEGIN CAP-SHARE HAS-CAP? 0= WHILE YIELD REPEAT 0 NEXT-CAP ; "
    ": TILL ( n addr -- ) BEGIN 2DUP @ <> WHILE YIELD REPEAT 2DROP ; ";

std::string Id(VmId vm) { return std::to_string(vm.value()) + " "; }

class SharedMemoryTest : public testing::Test, protected NurseryWorld {
 protected:
  /// Runs a program that may write, and make memory if it gets rights for that.
  VmId Run(const std::string& program, Rights makes = Rights()) {
    const VmId vm = Spawn(std::string(kWaiting) + program);
    LetLog(vm);
    if (makes != Rights()) {
      EXPECT_TRUE(table_
                      .Grant(nursery_->IdentityOf(vm).value().holder,
                             {.type = CapabilityType::kShare, .rights = makes, .range = {0, 0}})
                      .ok());
    }
    Start(vm);
    return vm;
  }
  VmId RunMaker(const std::string& program) {
    return Run(program, Right::kInvoke | Right::kDelegate);
  }
  /// Lets all run until so many have ended or faulted.
  void Await(int count) {
    for (int event = 0; event < count; ++event) {
      NextEvent();
    }
  }
  [[nodiscard]] bool Wrote(const std::string& line) const {
    return console_.text().contains(line + "\n");
  }

  /// Runs it again and again: everything is back each time, to the byte.
  template <typename Scenario>
  void ExpectAllComesBack(const Scenario& scenario) {
    // Records of places, and pages of the heap, stay once they have come.
    scenario();
    Settle();
    const PageCount free = frames_.statistics().free;
    const ByteCount heap = heap_.statistics().in_use;
    const std::size_t capabilities = table_.used();
    for (int round = 0; round < 10; ++round) {
      scenario();
      Settle();
      EXPECT_EQ(frames_.statistics().free, free);
      EXPECT_EQ(heap_.statistics().in_use, heap);
      EXPECT_EQ(table_.used(), capabilities);
    }
  }

 private:
  /// Ends all who are left, and does what is done between windows.
  void Settle() {
    for (std::optional<VmId> vm = nursery_->Next(VmId(0)); vm.has_value();
         vm = nursery_->Next(VmId(0))) {
      Kill(*vm);
    }
    while (table_.Sweep(1)) {
    }
    envelopes_.Trim();
    heap_.Trim();
  }
};

TEST_F(SharedMemoryTest, TwoPlayPingPong) {
  ExpectAllComesBack([this] {
    const VmId second =
        Run(": T 3 GOT MAP-CAP . 100 0 DO I 2* 1+ OVER TILL 1 OVER +! LOOP @ . ; T 1000 SLEEP");
    const VmId first = RunMaker(": T 8 3 MAP-MEM DUP 8 " + Id(second) +
                                "SHARE-MEM 100 0 DO 1 OVER +! I 1+ 2* OVER TILL LOOP @ . ; T");
    Await(2);
    EXPECT_EQ(nursery_->Find(first), nullptr);
    EXPECT_EQ(nursery_->Find(second), nullptr);
  });
  EXPECT_TRUE(Wrote("VM[1] 4096 200 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] 200 ")) << console_.text();
}

TEST_F(SharedMemoryTest, OfTwoWhoMapItOneIsRevoked) {
  const std::string reader =
      ": T 3 GOT MAP-CAP DROP 1 OVER +! 2 OVER TILL DUP @ . 1000000 SLEEP @ . ; T";
  ExpectAllComesBack([&] {
    const VmId first = Run(reader);
    const VmId second = Run(reader);
    RunMaker(
        ": PART ( slot1 -- slot2 ) DUP >R CAP@ DROP NIP R> ATTENUATE-CAP ; "
        "4096 3 MAP-MEM CONSTANT A A MEM-CAP PART CONSTANT P A MEM-CAP PART CONSTANT Q " +
        Id(first) + "P GRANT-CAP DROP " + Id(second) +
        "Q GRANT-CAP DROP 2 A TILL 1000 SLEEP P REVOKE-CAP A @ . 7 A ! 2000000 SLEEP A @ .");
    Await(3);
    EXPECT_TRUE(nursery_->Find(first)->lifecycle.Is(LifecycleState::kFaulted));
    EXPECT_EQ(nursery_->Find(second), nullptr);
  });
  EXPECT_TRUE(Wrote("VM[1] 2 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains("invalid memory address: nothing is mapped there, address "))
      << console_.text();
  EXPECT_TRUE(Wrote("VM[2] 2 7 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] 2 7 ")) << console_.text();
}

/// What is mapped by a capability that was derived from another's is gone with it, and so is what
/// its holder gives up itself.
TEST_F(SharedMemoryTest, RevokingReachesWhoGotItFromOthers) {
  const VmId last =
      Run(": T 1 GOT DUP >R MAP-CAP DROP DUP @ . 1000000 SLEEP ['] @ CATCH . DROP R> "
          "1 SWAP ['] MAP-CAP CATCH . 2DROP ; T");
  const VmId middle = Run("3 GOT CONSTANT S S MAP-CAP DROP CONSTANT A " + Id(last) +
                          "S GRANT-CAP DROP A @ . S DROP-CAP A ' @ CATCH . DROP");
  RunMaker("4096 3 MAP-MEM CONSTANT A 5 A ! " + Id(middle) +
           "A MEM-CAP GRANT-CAP DROP 100000 SLEEP A MEM-CAP REVOKE-CAP A @ .");
  Await(3);
  EXPECT_TRUE(Wrote("VM[2] 5 -9 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[1] 5 -9 -258 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] 5 ")) << console_.text();
}

TEST_F(SharedMemoryTest, WhatIsSharedToBeReadIsNeverWritten) {
  const VmId reader = Run(
      ": T GOT >R 3 R@ ['] MAP-CAP CATCH . 2DROP 1 R> MAP-CAP OVER @ . 2DUP 3 ['] PROTECT CATCH . "
      "DROP "
      "2DROP 2DUP 1 PROTECT 9 2 PICK ['] ! CATCH . 2DROP OVER 3 PICK MEM-CAP . UNMAP-MEM @ ; T");
  RunMaker(": T 4096 3 MAP-MEM 5 OVER ! DUP 4096 1 PROTECT 6 OVER ['] ! CATCH . 2DROP DUP 4096 " +
           Id(reader) + "SHARE-MEM DUP 4096 3 PROTECT 7 OVER ! 100000 SLEEP @ . ; T");
  Await(2);
  EXPECT_TRUE(console_.text().contains("VM[1] -258 7 -258 -20 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] -20 7 ")) << console_.text();
}

/// The capabilities for it, too: they are not for what another one makes in its place.
TEST_F(SharedMemoryTest, WithItsOwnerItIsGone) {
  ExpectAllComesBack([this] {
    const std::string reader =
        ": T GOT DUP >R 3 SWAP MAP-CAP DROP 1 OVER +! 1000000 SLEEP ['] @ CATCH . DROP "
        "CAP-SHARE HAS-CAP? . 3 R> ['] MAP-CAP CATCH . 2DROP ; T";
    const VmId first = Run(reader);
    const VmId second = Run(reader);
    const VmId owner =
        RunMaker("20000 3 MAP-MEM CONSTANT A A 4096 " + Id(first) + "SHARE-MEM A 8000 " +
                 Id(second) + "SHARE-MEM 1 3 MAP-MEM DROP 2 A TILL VM-SELF KILL-VM");
    Let(owner, CapabilityType::kKill);
    Await(1);
    EXPECT_EQ(nursery_->Find(owner), nullptr);
    // In the same place, so that its memory is called the same.
    const VmId next = RunMaker("20000 3 MAP-MEM DROP 2000000 SLEEP");
    EXPECT_EQ(PlaceOf(next), PlaceOf(owner));
    Await(3);
    EXPECT_EQ(nursery_->Next(VmId(0)), std::nullopt);
  });
  EXPECT_TRUE(Wrote("VM[1] -9 0 -258 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] -9 0 -258 ")) << console_.text();
}

TEST_F(SharedMemoryTest, WhoMapsItCanEnd) {
  ExpectAllComesBack([this] {
    const VmId reader = Run(": T 3 GOT MAP-CAP DROP 1 SWAP +! ; T");
    RunMaker("4096 3 MAP-MEM CONSTANT A A 4096 " + Id(reader) +
             "SHARE-MEM 1 A TILL 1000000 SLEEP A @ . A 4096 UNMAP-MEM A ' @ CATCH .");
    Await(2);
    EXPECT_EQ(nursery_->Next(VmId(0)), std::nullopt);
  });
  EXPECT_TRUE(Wrote("VM[2] 1 -9 ")) << console_.text();
}

/// Through three hands: who gave it, and who had mapped it, have it no more.
TEST_F(SharedMemoryTest, WhatIsTakenNobodyElseHas) {
  ExpectAllComesBack([this] {
    const VmId watcher = Run(": T 1 GOT MAP-CAP DROP 1000000 SLEEP ['] @ CATCH . DROP ; T");
    const VmId last = Run(": T GOT TAKE-MEM . DUP @ . 9 OVER ! 4096 + @ . ; T");
    const VmId middle = Run(": T GOT TAKE-MEM DROP 1 OVER +! DUP 8192 " + Id(last) +
                            "GIVE-MEM 2000000 SLEEP ['] @ CATCH . DROP ; T");
    RunMaker(": T 8192 3 MAP-MEM 5 OVER ! 6 OVER 4096 + ! DUP 8192 " + Id(watcher) +
             "SHARE-MEM 100000 SLEEP DUP 8192 " + Id(middle) +
             "GIVE-MEM 1000000 SLEEP ['] @ CATCH . DROP ; T");
    Await(4);
    EXPECT_EQ(nursery_->Next(VmId(0)), std::nullopt);
  });
  EXPECT_TRUE(Wrote("VM[1] -9 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] 8192 6 6 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] -9 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[4] -9 ")) << console_.text();
}

TEST_F(SharedMemoryTest, WhatWasNotGivenCannotBeTaken) {
  const VmId other = Run(": T GOT ['] TAKE-MEM CATCH . DROP ; T");
  const VmId half =
      Run(": T 10000 SLEEP GOT DUP NEXT-CAP ['] TAKE-MEM CATCH . DROP TAKE-MEM . DROP ; T");
  RunMaker(": T 8192 3 MAP-MEM DUP 8192 " + Id(other) + "SHARE-MEM DUP 4096 " + Id(half) +
           "SHARE-MEM DUP 8192 " + Id(half) +
           "GIVE-MEM DUP 8192 VM-SELF ['] GIVE-MEM CATCH . 2DROP "
           "DROP 100000 SLEEP ['] @ CATCH . ; T");
  Await(3);
  EXPECT_TRUE(Wrote("VM[1] -258 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] -258 8192 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] -24 -9 ")) << console_.text();
}

TEST_F(SharedMemoryTest, AnOfferIsNotMappedAndWhenRevokedNotTakenByAnother) {
  const VmId first =
      Run(": T GOT DUP 1 SWAP ['] MAP-CAP CATCH . 2DROP 10000 SLEEP "
          "['] TAKE-MEM CATCH . DROP GOT ['] TAKE-MEM CATCH . DROP ; T");
  const VmId second = Run(": T GOT TAKE-MEM . DROP ; T");
  RunMaker(": T 8192 3 MAP-MEM DUP 8192 " + Id(first) +
           "GIVE-MEM 5000 SLEEP DUP MEM-CAP REVOKE-CAP DUP 8192 " + Id(first) +
           "SHARE-MEM 100000 SLEEP DUP @ . DUP 8192 " + Id(second) +
           "GIVE-MEM 100000 SLEEP ['] @ CATCH . DROP ; T");
  Await(3);
  EXPECT_TRUE(Wrote("VM[1] -258 -258 -258 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[2] 8192 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] 0 -9 ")) << console_.text();
}

TEST_F(SharedMemoryTest, WhoMayNotLetOthersShareKeepsIt) {
  const VmId other = Run(": T GOT ; T");
  Run("8 3 MAP-MEM CONSTANT A A 8 " + Id(other) + "' SHARE-MEM CATCH . 2DROP DROP A 8 " +
          Id(other) + "' GIVE-MEM CATCH . 2DROP DROP 5 A ! A @ .",
      Rights(Right::kInvoke));
  Run("8 3 ' MAP-MEM CATCH .");
  Await(2);
  EXPECT_TRUE(Wrote("VM[2] -258 -258 5 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[3] -258 ")) << console_.text();
  EXPECT_FALSE(nursery_->Find(other)->lifecycle.Is(LifecycleState::kDead));
}

/// 32 pages of the envelope are for it.
TEST_F(SharedMemoryTest, ThereIsRoomForSoMuch) {
  RunMaker(
      "32 4096 * 3 MAP-MEM CONSTANT A 1 3 ' MAP-MEM CATCH . 2DROP A 32 4096 * UNMAP-MEM "
      "32 4096 * 1+ 3 ' MAP-MEM CATCH . 2DROP 31 4096 * 1+ 1 MAP-MEM A - . "
      "HERE UNUSED + A - . 262145 3 ' MAP-MEM CATCH . 2DROP 262144 3 MAP-MEM");
  Await(1);
  EXPECT_TRUE(console_.text().contains("VM[1] -257 -257 0 0 -24 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains(
      "out of memory: no 64 pages in a row are free of 32 to map (THROW -257)"))
      << console_.text();
}

/// Text that is interpreted can take itself away.
TEST_F(SharedMemoryTest, AProgramInMemoryThatGoesIsRefused) {
  RunMaker(
      "4096 3 MAP-MEM CONSTANT A : P S\" A 4096 UNMAP-MEM 1 . 2 .\" ; P A SWAP MOVE "
      ": Q A P NIP EVALUATE ; ' Q CATCH .");
  Await(1);
  EXPECT_TRUE(Wrote("VM[1] -9 ")) << console_.text();
}

TEST_F(SharedMemoryTest, BadArgumentsAreNamed) {
  RunMaker(
      ": SAYS ( xt -- ) CATCH . ; "
      "4096 3 MAP-MEM CONSTANT A "
      "0 3 ' MAP-MEM SAYS 8 0 ' MAP-MEM SAYS 8 2 ' MAP-MEM SAYS 8 4 ' MAP-MEM SAYS CR "
      "A 8193 ' UNMAP-MEM SAYS A 1+ 4096 ' UNMAP-MEM SAYS 0 4096 ' UNMAP-MEM SAYS "
      "A 0 ' UNMAP-MEM SAYS A -1 ' UNMAP-MEM SAYS CR "
      "A 4096 99 ' SHARE-MEM SAYS A 4097 0 ' SHARE-MEM SAYS A 8 + 8 0 ' SHARE-MEM SAYS CR "
      "A 4096 2 ' PROTECT SAYS A 8192 1 ' PROTECT SAYS A 4096 99 ' GIVE-MEM SAYS CR "
      "A 4096 - ' MEM-CAP SAYS 1 99 ' MAP-CAP SAYS 2 A MEM-CAP ' MAP-CAP SAYS 99 ' TAKE-MEM SAYS "
      "1 0 NEXT-CAP NEXT-CAP ' MAP-CAP SAYS CR "
      "A 4096 UNMAP-MEM CAP-SHARE HAS-CAP? . A 8 UNMAP-MEM");
  Await(1);
  EXPECT_TRUE(Wrote("VM[1] -24 -24 -24 -24 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[1] -24 -24 -24 -24 -24 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[1] -260 -24 -24 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[1] -24 -24 -260 ")) << console_.text();
  EXPECT_TRUE(Wrote("VM[1] -24 -258 -24 -258 -258 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains("no memory of 8 bytes is mapped at 0xe0000 (THROW -24)"))
      << console_.text();
}

TEST_F(SharedMemoryTest, APartOfWhatIsMappedIsCalledOne) {
  RunMaker("8192 3 MAP-MEM 4096 UNMAP-MEM");
  RunMaker("8192 3 MAP-MEM 4096 + 4096 1 PROTECT");
  RunMaker("8192 3 MAP-MEM 4097 UNMAP-MEM");
  Await(3);
  EXPECT_TRUE(console_.text().contains(
      "4096 bytes at 0xe0000 are not all of the 8192 mapped at 0xe0000 (THROW -24)"))
      << console_.text();
  EXPECT_TRUE(console_.text().contains("4096 bytes at 0xe1000 are not all of the 8192 mapped at"))
      << console_.text();
  EXPECT_FALSE(console_.text().contains("4097")) << "whole pages";
}

}  // namespace
}  // namespace starkernel::kernel
