#include "src/kernel/simulation/disturbance.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/wait.h"
#include "src/hal/line_state.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/family.h"
#include "src/kernel/simulation/programs.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel/simulation/simulated_time.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
namespace {

constexpr std::string_view kBreak = "\x03";
constexpr std::array<std::uint64_t, 4> kQuanta{1, 3, 100, 2000};
constexpr std::size_t kPhrases = 25;

}  // namespace

Disturbance::Disturbance(const World& world, std::uint64_t seed)
    : world_(world),
      storm_(world.hardware, world.kernel),
      random_(seed),
      longest_quantum_(kQuanta.at(Below(kQuanta.size()))),
      kill_rate_(20 + Below(2000)) {}

void Disturbance::Happen() {
  if (OneIn(kill_rate_)) {
    killed_ += world_.family.Kill(AnyMember()) ? 1U : 0U;
  }
  if (OneIn(50)) {
    PlantByChance();
  }
  if (OneIn(20)) {
    // Also VM[0], at its prompt or not.
    world_.kernel.arbiter().Wake(OneIn(8) ? kPrimordialVm : AnyMember(),
                                 forthvm::WakeCause::kEvent);
  }
  if (OneIn(200)) {
    NotifyAll();
  }
  if (OneIn(100)) {
    ChangePriority();
  }
  if (OneIn(300)) {
    Type(RandomLine(random_));
  }
  if (OneIn(1000)) {
    Type(kBreak);
  }
  DisturbTime();
  DisturbMemory();
  DisturbDevices();
}

void Disturbance::EndRest() {
  Type(kBreak);
  Type(RandomLine(random_));
  PlantByChance();
}

void Disturbance::DisturbTime() {
  SimulatedTime& time = world_.kernel.time();
  if (OneIn(50)) {
    time.Jump(Nanoseconds(Below(1'000'000)));
  }
  if (OneIn(100)) {
    time.RestLonger(Nanoseconds(Below(10'000'000)));
  }
  if (OneIn(100)) {
    time.WakeEarly();
  }
}

void Disturbance::DisturbMemory() {
  if (OneIn(500)) {
    ++starved_;
    world_.hardware.TakeFramesBut(PageCount(Below(12)));
  } else if (OneIn(100)) {
    world_.hardware.GiveFramesBack();
  }
}

void Disturbance::DisturbDevices() {
  if (OneIn(20)) {
    storm_.SignalEdges(1 + Below(3 * hal::LineState::kMostEdges));
  }
  if (OneIn(20)) {
    storm_.SetLevel(OneIn(2));
  }
  if (OneIn(15)) {
    storm_.Deliver();
  }
}

void Disturbance::StormBriefly() {
  storm_.SignalEdges(hal::LineState::kMostEdges + 1);
  storm_.SetLevel(true);
  storm_.Deliver();
}

void Disturbance::NotifyAll() {
  SimulatedKernel& kernel = world_.kernel;
  world_.family.ForEach([&](VmId vm) {
    const Result<kernel_words::VmIdentity> identity = kernel.nursery().IdentityOf(vm);
    if (!identity.ok()) {
      return;
    }
    const ipc::SendAnswer answer =
        kernel.messages().Notify(identity.value().endpoint, ipc::EventBits(1 + Below(255)));
    for (const VmId woken : answer.wakes.vms()) {
      kernel.nursery().Wake(woken);
    }
  });
}

void Disturbance::ChangePriority() {
  const VmId vm = AnyMember();
  const auto priority = static_cast<arbiter::PriorityClass>(Below(arbiter::kPriorityClasses));
  if (vm != kPrimordialVm) {
    static_cast<void>(world_.kernel.arbiter().SetPriority(vm, priority));
  }
}

void Disturbance::Type(std::string_view text) {
  world_.hardware.machine().script().Type(text);
  world_.kernel.vm0().Look(world_.kernel.arbiter(), true);
}

void Disturbance::PlantByChance() {
  if (world_.family.size() < Family::kLarge) {
    switch (Below(8)) {
      case 0:
      case 1: world_.family.Plant(ServingProgram()); break;
      case 2: world_.family.Plant(OneIn(2) ? DrivingProgram() : SharingProgram()); break;
      default: world_.family.Plant(RandomProgram(random_, 1 + Below(kPhrases))); break;
    }
  }
}

void Disturbance::PlantFew() {
  constexpr int kFew = 3;
  constexpr std::size_t kFewPhrases = 6;
  world_.family.Plant(ServingProgram());
  world_.family.Plant(DrivingProgram());
  world_.family.Plant(SharingProgram());
  for (int child = 0; child < kFew; ++child) {
    world_.family.Plant(RandomProgram(random_, kFewPhrases));
    Type(RandomLine(random_));
  }
}

}  // namespace starkernel::kernel::simulation
