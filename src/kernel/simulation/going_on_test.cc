// What VM[0] sees to between windows of one who goes on in place.

#include <cstddef>
#include <optional>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/quantities.h"
#include "src/devices/interrupt_bridge.h"
#include "src/hal/model_devices.h"
#include "src/ipc/endpoint.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
namespace {

/// VM[0]'s windows are spent in place as long as that may be.
class GoingOnTest : public testing::Test, private arbiter::Lookout, private arbiter::Runnable {
 protected:
  /// How many windows there were from one stop to the next.
  const std::vector<std::size_t>& Stops() {
    kernel_.AdmitPrimordial(*this);
    static_cast<void>(kernel_.arbiter().NextEvent());
    return stops_;
  }

  SimulatedHardware hardware_;
  SimulatedKernel kernel_{hardware_, *this};
  std::size_t typed_in_ = 0;
  std::size_t interrupted_in_ = 0;

 private:
  static constexpr std::size_t kWindows = 30;

  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override {
    kernel_.vm0().Look(vm_arbiter, rested);
  }
  [[nodiscard]] bool SeesNothing() override { return kernel_.vm0().SeesNothing(); }

  arbiter::WindowEnd Run(const arbiter::WindowGrant& first) override {
    constexpr arbiter::WindowEnd kEnd{.outcome = arbiter::WindowOutcome::kSpent,
                                      .spent = arbiter::CpuArbiter::kLookAfter};
    std::optional<arbiter::WindowGrant> grant = first;
    for (std::size_t in_place = 1; ++windows_ < kWindows; ++in_place) {
      if (windows_ == typed_in_) {
        hardware_.machine().script().Type("\x03");
      }
      if (windows_ == interrupted_in_) {
        hardware_.machine().devices().Signal(hal::ModelDevices::kEdgeLine);
      }
      grant = grant->next->GoOn(kEnd);
      if (!grant.has_value()) {
        stops_.push_back(in_place);
        return kEnd;
      }
    }
    return {.outcome = arbiter::WindowOutcome::kFaulted};
  }

  std::size_t windows_ = 0;
  std::vector<std::size_t> stops_;
};

TEST_F(GoingOnTest, NeverStopsInVain) { EXPECT_EQ(Stops(), std::vector<std::size_t>()); }

/// Whom every eighth look is for.
TEST_F(GoingOnTest, StopsForTheUser) {
  typed_in_ = 11;
  EXPECT_EQ(Stops(), std::vector<std::size_t>({16}));
}

TEST_F(GoingOnTest, StopsWhereMemoryIsShort) {
  hardware_.TakeFramesBut(PageCount(16));
  EXPECT_EQ(Stops().at(0), 8U);
}

TEST_F(GoingOnTest, StopsForADevice) {
  const kernel_words::VmIdentity vm0 = kernel_.vm0().identity();
  kernel_.devices()
      .interrupts
      .Take(
          hal::ModelDevices::kEdgeLine,
          {.holder = vm0.holder, .slot = {}, .endpoint = vm0.endpoint, .events = ipc::EventBits(1)})
      .value();
  interrupted_in_ = 11;
  EXPECT_EQ(Stops(), std::vector<std::size_t>({11}));
}

}  // namespace
}  // namespace starkernel::kernel::simulation
