// Ctrl-C while VM[0] is in a word of the kernel that others have a part in: what they find then,
// with VM[0] at its prompt.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel::simulation {
namespace {

constexpr std::string_view kBreak = "\x03";

/// A kernel and its user, who does one thing each time that nobody can go on.
class UserInterruptTest : public testing::Test,
                          private arbiter::Lookout,
                          private arbiter::Runnable {
 protected:
  using Step = std::function<void()>;

  void Types(std::string_view text) {
    steps_.emplace_back([this, typed = std::string(text)] { Type(typed); });
  }
  void Does(Step step) { steps_.push_back(std::move(step)); }
  /// Lets VM[1], which waits for that, go on.
  void Notifies() {
    Does([this] {
      const kernel_words::VmIdentity identity = kernel_.nursery().IdentityOf(VmId(1)).value();
      const ipc::SendAnswer answer =
          kernel_.messages().Notify(identity.endpoint, ipc::EventBits(1));
      for (const VmId vm : answer.wakes.vms()) {
        kernel_.nursery().Wake(vm);
      }
    });
  }
  void ExpectsAtThePrompt() {
    Does([this] {
      EXPECT_TRUE(kernel_.vm0().vm().waits_for_input());
      EXPECT_EQ(kernel_.messages().Inspect(kernel_.vm0().identity().endpoint).wait,
                ipc::WaitKind::kNone);
    });
  }
  /// Before a window of VM[0] in which that is so.
  void BreakWhen(std::function<bool()> is_time) { is_time_ = std::move(is_time); }

  /// Everything that was said to be done, and BYE.
  void Run() {
    kernel_.AdmitPrimordial(*this);
    for (;;) {
      const arbiter::ArbiterEvent event = kernel_.arbiter().NextEvent();
      if (event.vm == VmId(0)) {
        break;
      }
      ADD_FAILURE() << event.vm.value() << " has ended: " << written();
      kernel_.nursery().Attend(event);
    }
    EXPECT_EQ(done_, steps_.size()) << written();
  }
  [[nodiscard]] const std::string& written() { return hardware_.machine().script().written(); }
  [[nodiscard]] std::size_t Mapped(VmId vm) {
    PageCount pages{0};
    const regions::VmWindows& windows = *kernel_.nursery().WindowsAt(PlaceOf(vm));
    for (regions::Window* window = windows.First(); window != nullptr;
         window = windows.Next(*window)) {
      pages += window->part.pages;
    }
    return pages.value();
  }

  SimulatedHardware hardware_;
  SimulatedKernel kernel_{hardware_, *this};

 private:
  void Type(std::string_view text) { hardware_.machine().script().Type(text); }
  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override {
    if (rested && done_ < steps_.size()) {
      steps_.at(done_++)();
    } else if (rested) {
      Type("\nBYE\n");
    }
    kernel_.vm0().Look(vm_arbiter, rested);
  }
  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    if (is_time_ && is_time_()) {
      kernel_.vm0().vm().Break();
      is_time_ = {};
    }
    return kernel_.vm0().runner().Run(grant);
  }

  std::vector<Step> steps_;
  std::size_t done_ = 0;
  std::function<bool()> is_time_;
};

/// VM[1] takes a message at one event, and answers it at the next.
constexpr std::string_view kAnswers =
    "S\" : GO 1 WAIT-EVENTS DROP ; : T BEGIN GO PAD 99 RECV DROP . DROP CR GO "
    "PAD 2 5 ['] REPLY CATCH DUP . CR IF 2DROP DROP THEN AGAIN ; T\" SPAWN-VM CONSTANT B "
    "B 4 GRANT-CAP DROP B 10 GRANT-CAP DROP B START-VM\n";

TEST_F(UserInterruptTest, EndsACallBeforeItIsTaken) {
  Types(kAnswers);
  Types("S\" a\" 1 B PAD 8 CALL\n");
  Types(kBreak);
  ExpectsAtThePrompt();
  Types("S\" b\" 2 B PAD 8 CALL . .\n");
  // What was sent is there all the same, and nobody waits for an answer to it.
  Notifies();
  Notifies();
  Notifies();
  Notifies();
  Run();
  EXPECT_TRUE(written().contains("? user interrupt: CALL (THROW -28)")) << written();
  EXPECT_TRUE(written().contains("VM[1] 1 \nVM[1] -24 \nVM[1] 2 \nVM[1] 0 \n")) << written();
  EXPECT_TRUE(written().contains("5 2 ok")) << written();
}

TEST_F(UserInterruptTest, EndsACallBeforeItIsAnswered) {
  Types(kAnswers);
  Types("S\" a\" 1 B PAD 8 CALL\n");
  Notifies();
  Types(kBreak);
  ExpectsAtThePrompt();
  Notifies();
  Types("S\" b\" 2 B PAD 8 CALL . .\n");
  Notifies();
  Notifies();
  Run();
  EXPECT_TRUE(written().contains("? user interrupt: CALL (THROW -28)")) << written();
  EXPECT_TRUE(written().contains("VM[1] -24 \n")) << written();
  EXPECT_TRUE(written().contains("5 2 ok")) << written();
}

/// A message that stood in line is gone at once, though VM[0] asks nothing of the kernel then.
TEST_F(UserInterruptTest, EndsASendThatStandsInLine) {
  Types(
      "S\" : GO 1 WAIT-EVENTS DROP ; : T BEGIN GO PAD 99 RECV? 2DROP . DROP CR AGAIN ; T\" "
      "SPAWN-VM CONSTANT B B 4 GRANT-CAP DROP B 10 GRANT-CAP DROP B START-VM 1 99 B VM-QUOTA!\n");
  Types("S\" a\" 1 B SEND S\" b\" 2 B SEND\n");
  Does([this] {
    EXPECT_EQ(kernel_.messages().Inspect(kernel_.vm0().identity().endpoint).wait,
              ipc::WaitKind::kRoom);
  });
  Types(kBreak);
  ExpectsAtThePrompt();
  Notifies();
  Notifies();
  Types("S\" c\" 3 B SEND\n");
  Notifies();
  Run();
  EXPECT_TRUE(written().contains("? user interrupt: SEND (THROW -28)")) << written();
  EXPECT_TRUE(written().contains("VM[1] 1 \nVM[1] 0 \n")) << written();
  EXPECT_TRUE(written().contains("VM[1] 3 \n")) << written();
}

/// Memory that five others have mapped, each all of it.
constexpr std::string_view kLends =
    "131072 3 MAP-MEM CONSTANT A : N 131072 ; 7 A ! "
    ": P S\" 3 0 NEXT-CAP MAP-CAP DROP @ 1 WAIT-EVENTS\" ; "
    ": LEND P SPAWN-VM A N 2 PICK SHARE-MEM START-VM ; LEND LEND LEND LEND LEND\n";
constexpr std::size_t kLent = 32;

class WithdrawalInterruptTest : public UserInterruptTest {
 protected:
  [[nodiscard]] std::size_t MappedElsewhere() {
    std::size_t pages = 0;
    for (std::uint64_t vm = 1; vm <= 5; ++vm) {
      pages += Mapped(VmId(vm));
    }
    return pages;
  }
  /// Does that, and is interrupted when some of it has been taken out.
  void IsInterruptedIn(std::string_view line) {
    Types(kLends);
    Does([this, line] {
      ASSERT_EQ(MappedElsewhere(), 5 * kLent) << written();
      BreakWhen([this] {
        at_break_ = MappedElsewhere();
        return at_break_ < 5 * kLent;
      });
      hardware_.machine().script().Type(line);
    });
    // The kernel goes on with it.
    Does([this] {
      EXPECT_EQ(at_break_, 3 * kLent);
      EXPECT_EQ(MappedElsewhere(), 0U);
    });
    ExpectsAtThePrompt();
  }

  std::size_t at_break_ = 0;
};

TEST_F(WithdrawalInterruptTest, UnmappedMemoryIsGoneAllTheSame) {
  IsInterruptedIn("A N UNMAP-MEM\n");
  Does([this] { EXPECT_EQ(Mapped(VmId(0)), 0U); });
  Types("A @\nA N UNMAP-MEM\n4096 3 MAP-MEM A = .\n");
  Run();
  EXPECT_TRUE(written().contains("? user interrupt: UNMAP-MEM (THROW -28)")) << written();
  EXPECT_TRUE(written().contains("nothing is mapped there, address ")) << written();
  EXPECT_TRUE(written().contains("no memory of 131072 bytes is mapped at ")) << written();
  EXPECT_TRUE(written().contains("= . -1 ok")) << written();
}

TEST_F(WithdrawalInterruptTest, WhatWasRevokedIsOutOfReachAndTheMemoryStays) {
  IsInterruptedIn("A MEM-CAP REVOKE-CAP\n");
  Does([this] { EXPECT_EQ(Mapped(VmId(0)), kLent); });
  // A word that would have gone on with it begins anew.
  Types("A @ . LEND\n");
  Does([this] { EXPECT_EQ(Mapped(VmId(6)), kLent); });
  Types("A MEM-CAP DROP-CAP A ' @ CATCH . DROP\n");
  Does([this] { EXPECT_EQ(Mapped(VmId(6)), 0U); });
  Run();
  EXPECT_TRUE(written().contains("? user interrupt: REVOKE-CAP (THROW -28)")) << written();
  EXPECT_TRUE(written().contains("A @ . LEND 7 ok")) << written();
  EXPECT_TRUE(written().contains("CATCH . DROP -9 ok")) << written();
}

}  // namespace
}  // namespace starkernel::kernel::simulation
