// Words that take out what is mapped many times do it some at a time, and whatever comes in between
// it is all out of reach when they are done.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/console_cost.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_nursery.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;
using capabilities::CapabilityType;

constexpr std::size_t kPages = SpawnedVm::kWindows.value();
constexpr std::size_t kOthers = 8;
constexpr std::size_t kAll = kPages * kOthers;
constexpr std::size_t kBound = 64;
constexpr std::uint64_t kReductionsForAPage = 16;

/// GOT waits for a capability for memory, GO for the test.
constexpr std::string_view kWaiting =
    ": GOT BEGIN CAP-SHARE HAS-CAP? 0= WHILE YIELD REPEAT 0 NEXT-CAP ; : GO 1 WAIT-EVENTS DROP ; ";
/// Maps what it gets and keeps it; at GO it says why it cannot map it again.
constexpr std::string_view kMaps =
    "3 GOT CONSTANT S S MAP-CAP DROP @ GO 3 S ' MAP-CAP CATCH . CR 2DROP GO";
constexpr std::string_view kMakes = "131072 3 MAP-MEM CONSTANT A : N 131072 ; ";
std::string Id(VmId vm) { return std::to_string(vm.value()) + " "; }

class WithdrawalTest : public testing::Test, protected NurseryWorld {
 protected:
  WithdrawalTest() : NurseryWorld({.capabilities = 5000}) {}

  VmId Run(std::string_view program) {
    const VmId vm = Spawn(std::string(kWaiting) + std::string(program));
    LetLog(vm);
    return vm;
  }
  /// What `who` does at GO is done.
  [[nodiscard]] bool IsAtRest(VmId who) {
    return nursery_->Find(who) == nullptr ||
           nursery_->Find(who)->lifecycle.Is(LifecycleState::kWaiting);
  }
  void Go(VmId who) {
    const kernel_words::VmIdentity identity = nursery_->IdentityOf(who).value();
    const ipc::SendAnswer answer =
        messages_.exchange().Notify(identity.endpoint, ipc::EventBits(1));
    for (const VmId vm : answer.wakes.vms()) {
      nursery_->Wake(vm);
    }
  }

  /// Those that map what they get.
  void SpawnOthers() {
    for (std::size_t count = 0; count < kOthers; ++count) {
      others_.push_back(Run(kMaps));
    }
  }
  /// One that makes memory, shares it with the others and does `then` at GO.
  VmId SpawnMaker(std::string_view then) {
    std::string program(kMakes);
    for (const VmId other : others_) {
      program += "A N " + Id(other) + "SHARE-MEM ";
    }
    return SpawnOwner(program + "GO " + std::string(then) + " GO");
  }
  VmId SpawnOwner(std::string_view program) {
    const VmId owner = Run(program);
    Let(owner, CapabilityType::kShare);
    return owner;
  }
  /// Lets all of them run until the others have it all.
  void StartAll() {
    for (std::optional<VmId> vm = nursery_->Next(VmId(0)); vm.has_value();
         vm = nursery_->Next(vm)) {
      Start(*vm);
    }
    Until([this] { return Mapped() == kAll; });
    ASSERT_EQ(Mapped(), kAll);
  }

  [[nodiscard]] std::size_t Mapped() const {
    PageCount pages{0};
    for (const VmId other : others_) {
      const regions::VmWindows* const windows = nursery_->WindowsAt(PlaceOf(other));
      regions::Window* window = windows == nullptr ? nullptr : windows->First();
      for (; window != nullptr; window = windows->Next(*window)) {
        pages += window->part.pages;
      }
    }
    return pages.value();
  }
  [[nodiscard]] std::uint64_t SpentBy(VmId vm) const {
    return nursery_->Find(vm)->reductions.value();
  }

  /// Lets all run in turns until that is so at the beginning of a window of one that only looks.
  template <typename IsOver>
  void Until(const IsOver& is_over) {
    Looker<IsOver> looker{is_over};
    const VmId id = home_.arbiter().vms().Add({.runnable = looker}).value();
    ASSERT_TRUE(home_.arbiter().Admit(id).ok());
    for (VmId ended = kNoVm; ended != id; ended = NextEvent().vm) {
    }
    home_.arbiter().vms().Remove(id);
  }
  /// How much is mapped at each window until that is so, which it is in the end only once nothing
  /// is: at most as much less each time as is stated.
  template <typename IsOver>
  void ExpectTakenOutBitByBit(const IsOver& is_over) {
    std::vector<std::size_t> seen{Mapped()};
    Until([&] {
      seen.push_back(Mapped());
      return is_over();
    });
    EXPECT_EQ(seen.back(), 0U);
    for (std::size_t index = 1; index < seen.size(); ++index) {
      ASSERT_LE(seen.at(index), seen.at(index - 1)) << index;
      ASSERT_LE(seen.at(index - 1) - seen.at(index), kBound) << index;
    }
  }
  void LetSomeBeTakenOut() {
    Until([this] { return Mapped() < kAll; });
    ASSERT_EQ(Mapped(), kAll - kBound);
  }
  /// Neither by what it got, once more.
  void ExpectNobodyMapsItAgain() {
    for (const VmId other : others_) {
      Go(other);
    }
    const std::size_t begin = console_.text().size();
    Until([this] { return std::ranges::all_of(others_, [&](VmId vm) { return IsAtRest(vm); }); });
    std::size_t refused = 0;
    for (std::size_t at = console_.text().find("-258 ", begin); at != std::string::npos;
         at = console_.text().find("-258 ", at + 1)) {
      ++refused;
    }
    EXPECT_EQ(refused, others_.size()) << console_.text();
  }

  /// Again and again: everything is back each time, to the byte.
  template <typename Scenario>
  void ExpectAllComesBack(const Scenario& scenario) {
    scenario();
    Settle();
    const PageCount free = frames_.statistics().free;
    const ByteCount heap = heap_.statistics().in_use;
    const std::size_t capabilities = table_.used();
    for (int round = 0; round < 3; ++round) {
      scenario();
      Settle();
      EXPECT_EQ(frames_.statistics().free, free);
      EXPECT_EQ(heap_.statistics().in_use, heap);
      EXPECT_EQ(table_.used(), capabilities);
    }
  }

  std::vector<VmId> others_;

 private:
  template <typename IsOver>
  struct Looker final : arbiter::Runnable {
    explicit Looker(const IsOver& what) : is_over(what) {}
    arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
      return {.outcome = ++windows == 10'000 || is_over() ? arbiter::WindowOutcome::kEnded
                                                          : arbiter::WindowOutcome::kSpent,
              .spent = grant.quantum};
    }
    const IsOver& is_over;
    int windows = 0;
  };

  void Settle() {
    for (std::optional<VmId> vm = nursery_->Next(VmId(0)); vm.has_value();
         vm = nursery_->Next(VmId(0))) {
      Kill(*vm);
      nursery_->BuryAll();
    }
    while (table_.Sweep(1)) {
    }
    others_.clear();
    envelopes_.Trim();
    heap_.Trim();
  }
};

/// What the one that made it can do to take it away, and what of it goes besides what others have.
struct Taking {
  const char* what;
  std::size_t own_pages;
};

TEST_F(WithdrawalTest, NoMorePagesAtOnceThanStatedAndEachIsPaidFor) {
  for (const Taking& taking :
       {Taking{"A N UNMAP-MEM", kPages}, Taking{"A MEM-CAP DROP-CAP", kPages},
        Taking{"A MEM-CAP REVOKE-CAP", 0}}) {
    SCOPED_TRACE(taking.what);
    ExpectAllComesBack([&] {
      SpawnOthers();
      const VmId owner = SpawnMaker(taking.what);
      StartAll();
      const std::uint64_t before = SpentBy(owner);
      const std::uint64_t windows = nursery_->Find(owner)->windows;
      Go(owner);
      ExpectTakenOutBitByBit([&] { return IsAtRest(owner); });
      const std::uint64_t pages = kAll + taking.own_pages;
      EXPECT_GE(SpentBy(owner) - before, pages * kReductionsForAPage);
      EXPECT_LT(SpentBy(owner) - before, pages * kReductionsForAPage + 300);
      EXPECT_EQ(nursery_->Find(owner)->windows - windows, (pages + kBound - 1) / kBound);
      const regions::Window* const left = nursery_->WindowsAt(PlaceOf(owner))->First();
      EXPECT_EQ(left == nullptr, taking.own_pages > 0);
      ExpectNobodyMapsItAgain();
    });
  }
}

TEST_F(WithdrawalTest, WhoTakesMemoryPaysForWhatOthersHadOfIt) {
  ExpectAllComesBack([this] {
    SpawnOthers();
    const VmId heir = Run("GO GOT TAKE-MEM . @ . CR GO");
    const VmId owner = SpawnMaker("7 A ! A N " + Id(heir) + "GIVE-MEM");
    StartAll();
    Go(owner);
    Until([&] { return IsAtRest(owner); });
    ASSERT_EQ(Mapped(), kAll);
    const std::uint64_t before = SpentBy(heir);
    Go(heir);
    ExpectTakenOutBitByBit([&] { return IsAtRest(heir); });
    // Those that moved were taken out, and mapped.
    constexpr std::uint64_t kLine = 10 * kConsoleCost.character + kConsoleCost.line;
    constexpr std::uint64_t kCost = (kAll + 2 * kPages) * kReductionsForAPage + kLine;
    EXPECT_GE(SpentBy(heir) - before, kCost);
    EXPECT_LT(SpentBy(heir) - before, kCost + 300);
    EXPECT_EQ(nursery_->WindowsAt(PlaceOf(owner))->First(), nullptr);
    ExpectNobodyMapsItAgain();
  });
  EXPECT_TRUE(console_.text().contains("131072 7 ")) << console_.text();
}

TEST_F(WithdrawalTest, WhoIsKilledInTheMidstLeavesTheRestToTheKernel) {
  for (const char* const what : {"A N UNMAP-MEM", "A MEM-CAP DROP-CAP", "A MEM-CAP REVOKE-CAP"}) {
    SCOPED_TRACE(what);
    ExpectAllComesBack([&] {
      SpawnOthers();
      const VmId owner = SpawnMaker(what);
      StartAll();
      Go(owner);
      LetSomeBeTakenOut();
      Kill(owner);
      ExpectTakenOutBitByBit([this] { return Mapped() == 0; });
      ExpectNobodyMapsItAgain();
      EXPECT_EQ(nursery_->Find(owner), nullptr);
    });
  }
}

/// One between the maker and the others, whom they have it from.
class BetweenTest : public WithdrawalTest {
 protected:
  /// What both do at GO.
  void SpawnAll(std::string_view owner_does, std::string_view middle_does) {
    SpawnOthers();
    middle_ = Run("");
    std::string grants = "GOT CONSTANT S ";
    for (const VmId other : others_) {
      grants += Id(other) + "S GRANT-CAP DROP ";
    }
    Kill(middle_);
    middle_ = Run(grants + "GO " + std::string(middle_does) + " GO");
    owner_ = SpawnOwner(std::string(kMakes) + Id(middle_) + "A MEM-CAP GRANT-CAP DROP GO " +
                        std::string(owner_does) + " GO");
    StartAll();
  }

  VmId middle_ = kNoVm;
  VmId owner_ = kNoVm;
};

TEST_F(BetweenTest, WhoIsKilledInTheMidstLeavesWhatIsAnothers) {
  ExpectAllComesBack([this] {
    SpawnAll("A @ .", "S REVOKE-CAP");
    Go(middle_);
    LetSomeBeTakenOut();
    Kill(middle_);
    ExpectTakenOutBitByBit([this] { return Mapped() == 0; });
    ExpectNobodyMapsItAgain();
    const regions::Window* const region = nursery_->WindowsAt(PlaceOf(owner_))->First();
    ASSERT_NE(region, nullptr);
    EXPECT_FALSE(region->has_void);
    EXPECT_TRUE(region->shown.empty());
  });
}

/// Nobody is done before it is out of reach, though what the other wanted is that as well.
TEST_F(BetweenTest, TwoTakeTheSameAway) {
  for (const char* const what : {"A N UNMAP-MEM", "A MEM-CAP REVOKE-CAP"}) {
    SCOPED_TRACE(what);
    ExpectAllComesBack([&] {
      SpawnAll(what, "S ' REVOKE-CAP CATCH .");
      Go(middle_);
      Go(owner_);
      Until([&] {
        EXPECT_TRUE(Mapped() == 0 || !(IsAtRest(middle_) || IsAtRest(owner_))) << Mapped();
        return IsAtRest(middle_) && IsAtRest(owner_);
      });
      EXPECT_EQ(Mapped(), 0U);
      ExpectNobodyMapsItAgain();
    });
  }
}

TEST_F(BetweenTest, TheOwnerIsKilledWhileAnotherTakesItAway) {
  ExpectAllComesBack([this] {
    // Who is buried first, so that the owner's turn comes late.
    const VmId rich = Run("GO");
    for (int count = 0; count < 1000; ++count) {
      Let(rich, CapabilityType::kPort);
    }
    SpawnAll("", "S REVOKE-CAP");
    Go(middle_);
    LetSomeBeTakenOut();
    Kill(rich);
    Kill(owner_);
    EXPECT_GT(Mapped(), 0U);
    Until([this] {
      EXPECT_TRUE(Mapped() == 0 || !IsAtRest(middle_)) << Mapped();
      return IsAtRest(middle_);
    });
    EXPECT_EQ(Mapped(), 0U);
    EXPECT_TRUE(nursery_->Find(middle_)->lifecycle.Is(LifecycleState::kWaiting));
    ExpectNobodyMapsItAgain();
  });
}

TEST_F(BetweenTest, WhoHasItIsKilledOrMapsItAgainInTheMidst) {
  ExpectAllComesBack([this] {
    SpawnAll("", "S REVOKE-CAP");
    Go(middle_);
    LetSomeBeTakenOut();
    Kill(others_.at(4));
    Kill(others_.back());
    others_.pop_back();
    others_.erase(others_.begin() + 4);
    // Both who still have it and who have not any more.
    const std::size_t left = Mapped();
    EXPECT_GT(left, 0U);
    ExpectNobodyMapsItAgain();
    Until([this] { return IsAtRest(middle_); });
    EXPECT_EQ(Mapped(), 0U);
    EXPECT_TRUE(nursery_->Find(middle_)->lifecycle.Is(LifecycleState::kWaiting));
  });
}

/// It moves only when the other is done with it.
TEST_F(BetweenTest, ItIsTakenWhileAnotherTakesItAway) {
  ExpectAllComesBack([this] {
    const VmId heir = Run("GO GOT TAKE-MEM . @ . CR GO");
    SpawnAll("A N " + Id(heir) + "GIVE-MEM", "S REVOKE-CAP");
    Go(owner_);
    Until([this] { return IsAtRest(owner_); });
    Go(middle_);
    Go(heir);
    Until([&] {
      EXPECT_TRUE(Mapped() == 0 || !(IsAtRest(middle_) || IsAtRest(heir))) << Mapped();
      return IsAtRest(middle_) && IsAtRest(heir);
    });
    EXPECT_EQ(Mapped(), 0U);
    EXPECT_NE(nursery_->WindowsAt(PlaceOf(heir))->First(), nullptr);
    EXPECT_EQ(nursery_->WindowsAt(PlaceOf(owner_))->First(), nullptr);
    ExpectNobodyMapsItAgain();
  });
}

TEST_F(WithdrawalTest, WhoTakesMemoryIsKilledInTheMidst) {
  ExpectAllComesBack([this] {
    SpawnOthers();
    const VmId heir = Run("GO GOT TAKE-MEM . @ . CR GO");
    const VmId owner = SpawnMaker("A N " + Id(heir) + "GIVE-MEM");
    StartAll();
    Go(owner);
    Until([&] { return IsAtRest(owner); });
    Go(heir);
    Until([this] { return Mapped() < kAll; });
    ASSERT_GT(Mapped(), 0U);
    Kill(heir);
    ExpectTakenOutBitByBit([this] { return Mapped() == 0; });
    ExpectNobodyMapsItAgain();
  });
}

/// The word is one to what looks at words, however many entries it takes.
TEST_F(WithdrawalTest, PhysicsCountsTheWordOnce) {
  SpawnOthers();
  const VmId owner = SpawnMaker(
      "PHYSICS-ON 0 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! A N UNMAP-MEM "
      ".\" HEAT\" ' UNMAP-MEM ENTROPY@ . CR");
  StartAll();
  Go(owner);
  Until([&] { return IsAtRest(owner); });
  EXPECT_EQ(Mapped(), 0U);
  EXPECT_TRUE(console_.text().contains("HEAT1 ")) << console_.text();
}

}  // namespace
}  // namespace starkernel::kernel
