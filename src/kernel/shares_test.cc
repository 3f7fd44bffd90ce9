#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

/// What somebody does who is nobody's friend. The two who behave are VM instances 1 and 2.
struct Misdeed {
  std::string_view name;
  std::string_view program;
  /// Whether it would take all the time that there is; others wait, or give up their windows.
  bool is_greedy = true;
  bool is_short = false;  ///< It faults or ends, and another comes in its place.
};
constexpr std::array kMisdeeds{
    Misdeed{.name = "loops for ever", .program = ": T BEGIN AGAIN ; T"},
    Misdeed{.name = "floods a mailbox until it waits",
            .program = ": T BEGIN PAD 8 1 1 SEND AGAIN ; T",
            .is_greedy = false},
    Misdeed{.name = "floods a mailbox and never waits",
            .program = ": T BEGIN PAD 64 1 2 SEND? DROP AGAIN ; T"},
    Misdeed{.name = "takes all memory",
            .program = ": T BEGIN 10000 ALLOCATE IF DROP ELSE 10000 ERASE THEN AGAIN ; T"},
    Misdeed{.name = "fills files",
            .program = ": U BEGIN PAD 4096 2 PICK WRITE-FILE UNTIL CLOSE-FILE DROP ; "
                       ": T BEGIN S\" f\" W/O CREATE-FILE IF DROP ELSE U THEN AGAIN ; T"},
    Misdeed{.name = "fills blocks",
            .program = ": U BUFFER DROP UPDATE FLUSH ; "
                       ": T BEGIN 1024 1 DO I ['] U CATCH IF DROP THEN LOOP AGAIN ; T"},
    Misdeed{.name = "maps memory",
            .program = ": T BEGIN 4096 3 ['] MAP-MEM CATCH IF 2DROP ELSE DROP THEN AGAIN ; T"},
    Misdeed{.name = "defines words",
            .program = ": U S\" CREATE X 100 ALLOT\" EVALUATE ; "
                       ": T BEGIN ['] U CATCH DROP AGAIN ; T"},
    Misdeed{.name = "reads beyond its envelope",
            .program = ": T BEGIN 1000000000 ['] @ CATCH 2DROP AGAIN ; T"},
    Misdeed{.name = "writes beyond its envelope",
            .program = ": T BEGIN 1 1000000000 ['] ! CATCH DROP 2DROP AGAIN ; T"},
    Misdeed{.name = "forges slots",
            .program = ": T 0 BEGIN 1+ DUP ['] DROP-CAP CATCH IF DROP THEN AGAIN ; T"},
    Misdeed{.name = "forges execution tokens",
            .program = ": T 100000 BEGIN 1+ DUP ['] EXECUTE CATCH 2DROP AGAIN ; T"},
    Misdeed{.name = "answers what nobody asked",
            .program = ": T BEGIN PAD 8 1 ['] REPLY CATCH 2DROP 2DROP AGAIN ; T"},
    Misdeed{.name = "kills others", .program = ": T BEGIN 1 ['] KILL-VM CATCH 2DROP AGAIN ; T"},
    Misdeed{.name = "forges notices",
            .program = ": T BEGIN PAD 24 VM-NOTICE 1 ['] SEND CATCH 2DROP 2DROP DROP AGAIN ; T"},
    Misdeed{.name = "raises its own priority",
            .program = ": T BEGIN 0 VM-SELF ['] VM-PRIORITY! CATCH 2DROP DROP AGAIN ; T"},
    Misdeed{
        .name = "gives up each window", .program = ": T BEGIN YIELD AGAIN ; T", .is_greedy = false},
    Misdeed{.name = "recurses", .program = ": T RECURSE ; : U BEGIN ['] T CATCH DROP AGAIN ; U"},
    Misdeed{.name = "divides by zero", .program = "1 0 /", .is_greedy = false, .is_short = true},
    Misdeed{.name = "reads the null page", .program = "0 @", .is_greedy = false, .is_short = true},
    Misdeed{.name = "reads what it has not",
            .program = "99999999 C@",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "writes before its memory",
            .program = "7 -1 !",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "writes where it may only read",
            .program = "8 1 MAP-MEM 7 SWAP !",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "takes more than is there",
            .program = "DROP DROP DROP",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "takes what nobody returned",
            .program = "R> R> R>",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "recurses without end",
            .program = ": T RECURSE 1 ; T",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "uses a word that is not there",
            .program = "undefined",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "executes what is no word",
            .program = "1234567 EXECUTE",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "takes all memory for itself",
            .program = ": T BEGIN 100000 ALLOCATE THROW DROP AGAIN ; T",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "gives up what it has not",
            .program = "99 DROP-CAP",
            .is_greedy = false,
            .is_short = true},
    Misdeed{.name = "throws", .program = "7 THROW", .is_greedy = false, .is_short = true},
    Misdeed{.name = "aborts", .program = "ABORT", .is_greedy = false, .is_short = true},
    Misdeed{.name = "ends", .program = "BYE", .is_greedy = false, .is_short = true},
};
constexpr std::uint64_t kGreedy =
    std::ranges::count_if(kMisdeeds, [](const Misdeed& misdeed) { return misdeed.is_greedy; });

/// Two who behave, and all who do not.
class SharesTest : public testing::Test, protected NurseryWorld {
 protected:
  VmId Run(std::string_view program) {
    const VmId vm = Spawn(program);
    LetTalk(vm);
    Let(vm, capabilities::CapabilityType::kShare);
    EXPECT_TRUE(nursery_->Start(vm).ok());
    return vm;
  }
  /// So often somebody faults or ends, and another comes in its place.
  void Misbehave(std::uint64_t turns, arbiter::PriorityClass priority) {
    std::array<VmId, kMisdeeds.size()> bad{};
    greedy_ = 0;
    const auto run = [&](std::size_t index) {
      bad.at(index) = Run(kMisdeeds.at(index).program);
      EXPECT_TRUE(home_.arbiter().SetPriority(bad.at(index), priority).ok());
    };
    for (std::size_t index = 0; index < kMisdeeds.size(); ++index) {
      run(index);
    }
    for (std::uint64_t turn = 0; turn < turns; ++turn) {
      const arbiter::ArbiterEvent event = NextEvent();
      for (std::size_t index = 0; index < kMisdeeds.size(); ++index) {
        if (bad.at(index) == event.vm) {
          ASSERT_TRUE(kMisdeeds.at(index).is_short) << kMisdeeds.at(index).name;
          static_cast<void>(nursery_->Kill(kNoVm, event.vm));
          run(index);
        }
      }
    }
    for (std::size_t index = 0; index < kMisdeeds.size(); ++index) {
      EXPECT_TRUE(kMisdeeds.at(index).is_short || SpentBy(bad.at(index)) > 0)
          << kMisdeeds.at(index).name;
      greedy_ += kMisdeeds.at(index).is_greedy ? SpentBy(bad.at(index)) : 0;
    }
  }
  [[nodiscard]] double SpentBy(VmId vm) const {
    return static_cast<double>(nursery_->Find(vm)->reductions.value());
  }
  [[nodiscard]] double SpentByAll() { return static_cast<double>(home_.arbiter().spent().value()); }

  double greedy_ = 0;  ///< What those have spent who wanted all, as they misbehaved last.
  VmId counts_ = Run(": T 0 BEGIN 1+ AGAIN ; T");
  VmId serves_ = Run(": T 0 BEGIN 1+ DUP 1000 MOD 0= IF PAD 99 RECV? 2DROP 2DROP THEN AGAIN ; T");
};

TEST_F(SharesTest, WhoBehavesHasAsMuchAsAnyOtherThatWantsAll) {
  Misbehave(1500, arbiter::PriorityClass::kNormal);
  const double share = (SpentBy(counts_) + SpentBy(serves_) + greedy_) / (2 + kGreedy);
  EXPECT_NEAR(SpentBy(counts_), share, share / 20);
  EXPECT_NEAR(SpentBy(serves_), share, share / 20);
}

TEST_F(SharesTest, WhoHasABudgetHasItAgainstAnyPriority) {
  for (const VmId vm : {counts_, serves_}) {
    const auto quarter = home_.arbiter().ready().AddGroup(Reductions(250'000));
    ASSERT_TRUE(quarter.ok());
    ASSERT_TRUE(home_.arbiter().SetGroup(vm, quarter.value()).ok());
    ASSERT_TRUE(home_.arbiter().SetPriority(vm, arbiter::PriorityClass::kBackground).ok());
  }
  Misbehave(6000, arbiter::PriorityClass::kDevice);
  const double share = SpentByAll() / 4;
  EXPECT_NEAR(SpentBy(counts_), share, share / 20);
  EXPECT_NEAR(SpentBy(serves_), share, share / 20);
}

TEST_F(SharesTest, NoneAloneTakesAnythingFromThem) {
  constexpr double kCounted = 400'000;
  for (const Misdeed& misdeed : kMisdeeds) {
    const double counted = SpentBy(counts_);
    const double served = SpentBy(serves_);
    const double by_all = SpentByAll();
    const VmId clock = Run(": T 400000 0 DO LOOP ; T");
    VmId bad = Run(misdeed.program);
    std::uint64_t told = 0;
    for (VmId ended = NextEvent().vm; ended != clock; ended = NextEvent().vm) {
      ASSERT_TRUE(misdeed.is_short && ended == bad) << misdeed.name;
      ++told;
      static_cast<void>(nursery_->Kill(kNoVm, bad));
      bad = Run(misdeed.program);
    }
    EXPECT_EQ(told > 0, misdeed.is_short) << misdeed.name;
    const double share = kCounted;
    const double counts = SpentBy(counts_) - counted;
    const double serves = SpentBy(serves_) - served;
    EXPECT_NEAR(counts, share, share / 20) << misdeed.name;
    EXPECT_NEAR(serves, share, share / 20) << misdeed.name;
    // Of what is left, what wants all has as much, and nobody more, but for what the last words of
    // those that fault cost, whom nothing is left to pay with.
    const double other = SpentByAll() - by_all - counts - serves - share;
    EXPECT_LE(other, share + share / (misdeed.is_short ? 10 : 20)) << misdeed.name;
    EXPECT_TRUE(other >= share - share / 20 || !misdeed.is_greedy) << misdeed.name;
    Kill(bad);
  }
}

}  // namespace
}  // namespace starkernel::kernel
