#include "src/kernel/simulation/simulation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/programs.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
namespace {

using arbiter::LifecycleState;

constexpr VmId kPrimordial{0};
constexpr std::string_view kBreak = "\x03";
/// What VM[0] says when it is back; typed in two parts, so that an echo is not taken for it.
constexpr std::string_view kAsk = "\n.( ba) .( ck again) CR\n";
constexpr std::string_view kBack = "back again";
/// After so many windows without a disturbance those who still run are those who always will.
constexpr std::uint64_t kCalmWindows = 500;
/// And VM[0] has come to rest after so many.
constexpr std::uint64_t kLongestCalm = 20 * kCalmWindows;
constexpr Reductions kCalmQuantum{1000};
/// About what it takes to define the words of a program, where there is little to see.
constexpr std::uint64_t kWordsTake = 4000;
constexpr std::array<std::uint64_t, 4> kQuanta{1, 3, 100, 2000};
constexpr std::size_t kFamily = 10;

}  // namespace

Simulation::Position& Simulation::CurrentPosition() {
  static constinit Position position;
  return position;
}

Simulation::Simulation(std::uint64_t seed, std::uint64_t steps)
    : random_(seed),
      steps_(steps),
      longest_quantum_(kQuanta.at(Below(kQuanta.size()))),
      kill_rate_(20 + Below(2000)) {
  CurrentPosition() = {.seed = seed};
}

SimulatedKernel& Simulation::kernel() {
  if (!kernel_.has_value()) {
    Panic("the simulation does not run");
  }
  return *kernel_;
}

SimulationOutcome Simulation::Run() {
  const PageCount free = hardware_.free_frames();
  kernel_.emplace(hardware_, *this);
  const auto vm0 =
      watched_.try_emplace(kPrimordial, *this, kPrimordial, kernel().vm0().runner()).first;
  kernel().AdmitPrimordial(vm0->second);
  Type(FirstLines());
  RunToTheEnd();
  outcome_.longest_wait = invariants_.longest_wait();
  hash_.AddText(hardware_.machine().script().written());
  outcome_.hash = hash_.value();
  hardware_.GiveFramesBack();
  kernel_.reset();
  if (hardware_.free_frames() != free) {
    Fail("frames are lost when the kernel has ended");
  }
  return outcome_;
}

/// What RunVms of kernel_main.cc does.
void Simulation::RunToTheEnd() {
  while (outcome_.failure.empty()) {
    const arbiter::ArbiterEvent event = kernel().arbiter().NextEvent();
    hash_.AddLittleEndian(event.vm.value());
    if (event.vm == kPrimordial) {
      if (event.state != LifecycleState::kDead || phase_ != Phase::kEnd) {
        Fail("VM[0] has ended or faulted");
      }
      return;
    }
    outcome_.faults += event.state == LifecycleState::kDead ? 0U : 1U;
    kernel().nursery().Attend(event);
  }
}

void Simulation::Fail(std::string_view what) {
  if (outcome_.failure.empty()) {
    outcome_.failure = "step " + std::to_string(outcome_.steps) + ": " + std::string(what);
  }
}

arbiter::WindowEnd Simulation::RunWindow(VmId vm, arbiter::Runnable& runnable,
                                         const arbiter::WindowGrant& grant) {
  CurrentPosition().step = ++outcome_.steps;
  if (const std::string wrong = invariants_.Check(kernel(), outcome_.steps, vm); !wrong.empty()) {
    Fail(wrong);
  }
  const std::string& written = hardware_.machine().script().written();
  if (written.find(kWrong, text_looked_at_) != std::string::npos) {
    Fail("a VM instance was told what nobody said: " + written.substr(text_looked_at_));
  }
  text_looked_at_ = written.size();
  if (!outcome_.failure.empty()) {
    return {.outcome = arbiter::WindowOutcome::kFaulted};
  }
  if (phase_ == Phase::kStorm) {
    Disturb();
  } else if (phase_ == Phase::kCalm && outcome_.steps > calm_since_ + kCalmWindows) {
    KillAllChildren();
    if (outcome_.steps > calm_since_ + kLongestCalm) {
      Fail("VM[0] does not come to rest");
    }
  }
  if (!kernel().nursery().Find(vm)->lifecycle.Is(LifecycleState::kRunning)) {
    return {};
  }
  const std::uint64_t sent = SentBy(vm);
  const arbiter::WindowEnd end = runnable.Run({.quantum = QuantumOf(vm), .wake = grant.wake});
  outcome_.sent += SentBy(vm) - sent;
  hash_.AddLittleEndian(vm.value());
  hash_.AddLittleEndian(end.spent.value());
  hash_.AddByte(static_cast<std::uint8_t>(end.outcome));
  Adopt();
  return end;
}

Reductions Simulation::QuantumOf(VmId vm) {
  const bool defines_words = kernel().nursery().Find(vm)->reductions.value() < kWordsTake;
  if (phase_ != Phase::kStorm || defines_words) {
    return kCalmQuantum;
  }
  return Reductions(1 + Below(longest_quantum_));
}

std::uint64_t Simulation::SentBy(VmId vm) {
  return kernel().messages().Inspect(kernel().nursery().IdentityOf(vm).value().endpoint).sent;
}

void Simulation::Disturb() {
  if (outcome_.steps >= steps_) {
    BeginCalm();
    return;
  }
  if (OneIn(kill_rate_)) {
    KillOne();
  }
  if (OneIn(50)) {
    PlantByChance();
  }
  if (OneIn(20)) {
    WakeOne();
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
}

void Simulation::DisturbTime() {
  if (OneIn(50)) {
    kernel().time().Jump(Nanoseconds(Below(1'000'000)));
  }
  if (OneIn(100)) {
    kernel().time().RestLonger(Nanoseconds(Below(10'000'000)));
  }
  if (OneIn(100)) {
    kernel().time().WakeEarly();
  }
}

void Simulation::DisturbMemory() {
  if (OneIn(500)) {
    ++outcome_.starved;
    hardware_.TakeFramesBut(PageCount(Below(12)));
  } else if (OneIn(100)) {
    hardware_.GiveFramesBack();
  }
}

void Simulation::KillOne() {
  const VmId vm = AnyChild();
  if (vm != kPrimordial && kernel().nursery().Find(vm) != nullptr) {
    ++outcome_.killed;
    kernel().nursery().Kill(kPrimordial, vm).value();
  }
}

void Simulation::WakeOne() {
  // Also VM[0], at its prompt or not.
  kernel().arbiter().Wake(OneIn(8) ? kPrimordial : AnyChild(), forthvm::WakeCause::kEvent);
}

void Simulation::NotifyAll() {
  for (const auto& [vm, watched] : watched_) {
    const Result<kernel_words::VmIdentity> identity = kernel().nursery().IdentityOf(vm);
    if (!identity.ok()) {
      continue;
    }
    const ipc::SendAnswer answer =
        kernel().messages().Notify(identity.value().endpoint, ipc::EventBits(1 + Below(255)));
    for (const VmId woken : answer.wakes.vms()) {
      kernel().nursery().Wake(woken);
    }
  }
}

void Simulation::ChangePriority() {
  const VmId vm = AnyChild();
  const auto priority = static_cast<arbiter::PriorityClass>(Below(arbiter::kPriorityClasses));
  if (vm != kPrimordial && kernel().arbiter().SetPriority(vm, priority).ok()) {
    invariants_.ForgetWait(vm);
  }
}

void Simulation::Type(std::string_view text) {
  hardware_.machine().script().Type(text);
  kernel().vm0().Look(kernel().arbiter(), true);
}

void Simulation::Plant(std::string_view program) {
  const Result<VmId> vm = kernel().nursery().Spawn(kPrimordial, program);
  if (!vm.ok()) {
    return;
  }
  Adopt();
  if (!kernel().nursery().Start(vm.value()).ok()) {
    kernel().nursery().Kill(kPrimordial, vm.value()).value();
  }
  Adopt();
}

void Simulation::PlantByChance() {
  if (watched_.size() < kFamily) {
    Plant(OneIn(4) ? ServingProgram() : RandomProgram(random_, 1 + Below(25)));
  }
}

void Simulation::Adopt() {
  std::optional<VmId> next = kernel().nursery().Next(std::nullopt);
  for (; next.has_value(); next = kernel().nursery().Next(next)) {
    arbiter::VmControlBlock& block = *kernel().arbiter().vms().Find(*next);
    const auto [entry, is_new] = watched_.try_emplace(*next, *this, *next, *block.runnable);
    if (Watched& watched = entry->second; block.runnable != &watched) {
      // New, or started since.
      watched.Watch(*block.runnable);
      block.runnable = &watched;
    }
    if (is_new) {
      ++outcome_.spawned;
      Endow(*next);
    }
  }
  std::erase_if(watched_, [this](const auto& entry) {
    return kernel().nursery().Find(entry.first) == nullptr &&
           kernel().arbiter().running() != entry.first;
  });
}

/// Lets a child do what children may: all to each other, nothing to VM[0], and only some spawn.
void Simulation::Endow(VmId vm) {
  using capabilities::CapabilityType;
  const capabilities::HolderId holder = kernel().nursery().IdentityOf(vm).value().holder;
  constexpr std::uint64_t kLast = ~std::uint64_t{0};
  const auto grant = [&](CapabilityType type, capabilities::CapabilityRange range) {
    static_cast<void>(kernel().capabilities().Grant(
        holder, {.type = type, .rights = capabilities::Rights::All(), .range = range}));
  };
  grant(CapabilityType::kLog, {0, kLast});
  grant(CapabilityType::kKill, {1, kLast});
  grant(CapabilityType::kReceive, {0, kLast});
  grant(CapabilityType::kSend, {1, kLast});
  if (watched_.size() < kFamily) {
    grant(CapabilityType::kSpawn, {0, 0});
  }
}

VmId Simulation::AnyChild() {
  return std::next(watched_.begin(), static_cast<std::ptrdiff_t>(Below(watched_.size())))->first;
}

void Simulation::KillAllChildren() {
  for (const auto& [vm, watched] : watched_) {
    if (vm != kPrimordial && kernel().nursery().Find(vm) != nullptr) {
      kernel().nursery().Kill(kPrimordial, vm).value();
    }
  }
}

void Simulation::Look(arbiter::CpuArbiter& vm_arbiter, bool rested) {
  kernel().vm0().Look(vm_arbiter, rested);
  if (!rested || vm_arbiter.sleeping() > 0) {
    return;
  }
  const auto runs = [&vm_arbiter](const auto& entry) {
    const arbiter::VmControlBlock* const block = vm_arbiter.vms().Find(entry.first);
    return block != nullptr && block->lifecycle.Is(LifecycleState::kRunnable);
  };
  if (std::ranges::none_of(watched_, runs)) {
    BeIdle();
  }
}

void Simulation::BeIdle() {
  switch (phase_) {
    case Phase::kBegin: BeginStorm(); return;
    case Phase::kStorm:
      CurrentPosition().step = ++outcome_.steps;
      if (outcome_.steps >= steps_) {
        BeginCalm();
        return;
      }
      Type(kBreak);
      Type(RandomLine(random_));
      PlantByChance();
      return;
    case Phase::kCalm: EndChildren(); return;
    // What the dead held is given back bit by bit, before VM[0] is let go on.
    case Phase::kBurial: EndAll(); return;
    case Phase::kEnd: Panic("VM[0] does not end with its input");
  }
}

void Simulation::BeginStorm() {
  Adopt();
  kernel().heap().Trim();
  free_at_rest_ = hardware_.free_frames();
  heap_at_rest_ = kernel().heap().statistics().in_use;
  arrays_at_rest_ = kernel().vm0().storage()->bytes();
  capabilities_at_rest_ = kernel().capabilities().used();
  phase_ = Phase::kStorm;
  PlantByChance();
  PlantByChance();
}

void Simulation::BeginCalm() {
  phase_ = Phase::kCalm;
  calm_since_ = outcome_.steps;
  hardware_.GiveFramesBack();
  Type(kBreak);
  Type(kAsk);
}

void Simulation::EndChildren() {
  if (hardware_.machine().script().written().find(kBack) == std::string::npos) {
    Fail("VM[0] is not back at its prompt");
  }
  KillAllChildren();
  phase_ = Phase::kBurial;
}

void Simulation::EndAll() {
  CheckAccounts();
  phase_ = Phase::kEnd;
  hardware_.machine().script().Close();
  kernel().vm0().Look(kernel().arbiter(), true);
}

void Simulation::CheckAccounts() {
  const ipc::ExchangeUse use = kernel().messages().used();
  if (kernel().arbiter().vms().size() != 1 || use.endpoints != 1) {
    Fail("not all children are gone");
  }
  const auto figures = kernel().messages().Inspect(kernel().vm0().identity().endpoint);
  // An answer that came too late for VM[0] may be kept until its next call.
  const std::size_t held = figures.held.messages + figures.notices;
  if (use.messages < held || use.messages > held + 1) {
    Fail("messages are lost");
  }
  kernel().capabilities().Sweep(~std::size_t{0});
  if (kernel().capabilities().used() != capabilities_at_rest_) {
    Fail("capabilities are lost");
  }
  if (kernel().vm0().storage()->bytes() != arrays_at_rest_) {
    // More of VM[0]'s own: there is nothing to compare with to the byte.
    return;
  }
  kernel().heap().Trim();
  if (kernel().heap().statistics().in_use != heap_at_rest_) {
    Fail("bytes of the heap are lost");
  }
  if (hardware_.free_frames() != free_at_rest_) {
    Fail("frames are lost");
  }
}

}  // namespace starkernel::kernel::simulation
