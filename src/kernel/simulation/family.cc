#include "src/kernel/simulation/family.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/rights.h"
#include "src/hal/model_devices.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
using arbiter::LifecycleState;

Family::Family(SimulatedKernel& kernel, Between& between) : kernel_(kernel), between_(between) {
  const auto vm0 =
      members_.try_emplace(kPrimordialVm, between, kPrimordialVm, kernel.vm0().runner()).first;
  kernel.AdmitPrimordial(vm0->second);
}

void Family::Plant(std::string_view program) {
  const Result<VmId> vm = kernel_.nursery().Spawn(kPrimordialVm, program);
  if (!vm.ok()) {
    return;
  }
  Adopt();
  if (!kernel_.nursery().Start(vm.value()).ok()) {
    kernel_.nursery().Kill(kPrimordialVm, vm.value()).value();
  }
  Adopt();
}

void Family::Adopt() {
  std::optional<VmId> next = kernel_.nursery().Next(std::nullopt);
  for (; next.has_value(); next = kernel_.nursery().Next(next)) {
    arbiter::VmControlBlock& block = *kernel_.arbiter().vms().Find(*next);
    const auto [entry, is_new] = members_.try_emplace(*next, between_, *next, *block.runnable);
    if (Watched& watched = entry->second; block.runnable != &watched) {
      // New, or started since.
      watched.Watch(*block.runnable);
      block.runnable = &watched;
    }
    if (is_new) {
      ++adopted_;
      Endow(*next);
    }
  }
  std::erase_if(members_, [this](const auto& entry) {
    return kernel_.nursery().Find(entry.first) == nullptr &&
           kernel_.arbiter().running() != entry.first;
  });
}

/// Lets a child do what children may: all to each other, nothing to VM[0], and only some spawn.
void Family::Endow(VmId vm) {
  using capabilities::CapabilityType;
  const Result<kernel_words::VmIdentity> identity = kernel_.nursery().IdentityOf(vm);
  if (!identity.ok()) {
    return;
  }
  const capabilities::HolderId holder = identity.value().holder;
  constexpr std::uint64_t kLast = ~std::uint64_t{0};
  const auto grant = [&](CapabilityType type, capabilities::CapabilityRange range) {
    static_cast<void>(kernel_.capabilities().Grant(
        holder, {.type = type, .rights = capabilities::Rights::All(), .range = range}));
  };
  grant(CapabilityType::kLog, {0, kLast});
  grant(CapabilityType::kTimeAdmin, {0, kLast});
  grant(CapabilityType::kKill, {1, kLast});
  grant(CapabilityType::kReceive, {0, kLast});
  grant(CapabilityType::kSend, {1, kLast});
  grant(CapabilityType::kShare, {0, 0});
  grant(CapabilityType::kIrq, {hal::ModelDevices::kEdgeLine, hal::ModelDevices::kLevelLine});
  grant(CapabilityType::kPort, {hal::ModelDevices::kPorts, hal::ModelDevices::kCommandPort});
  if (members_.size() < kLarge) {
    grant(CapabilityType::kSpawn, {0, 0});
  }
}

VmId Family::Member(std::uint64_t index) const {
  return std::next(members_.begin(), static_cast<std::ptrdiff_t>(index % members_.size()))->first;
}

std::optional<std::uint32_t> Family::NoticesFor(VmId supervisor, VmId by) {
  const Result<kernel_words::VmIdentity> told = kernel_.nursery().IdentityOf(supervisor);
  const arbiter::VmControlBlock* const block = kernel_.nursery().Find(supervisor);
  // Who has faulted never goes on to hear of it.
  const bool hears = block == nullptr || !block->lifecycle.Is(LifecycleState::kFaulted);
  if (!told.ok() || by == supervisor || !hears) {
    return std::nullopt;
  }
  return kernel_.messages().Inspect(told.value().endpoint).notices;
}

bool Family::Kill(VmId vm) {
  const arbiter::VmControlBlock* const block = kernel_.nursery().Find(vm);
  if (vm == kPrimordialVm || block == nullptr) {
    return false;
  }
  const VmId supervisor = block->supervisor;
  const bool has_faulted = block->lifecycle.Is(LifecycleState::kFaulted);
  // Who runs is over with its window, and one that is dead is over.
  const bool is_over =
      block->lifecycle.Is(LifecycleState::kRunning) || block->lifecycle.Is(LifecycleState::kDead);
  const auto before = NoticesFor(supervisor, kPrimordialVm);
  kernel_.nursery().Kill(kPrimordialVm, vm).value();
  if (const auto after = NoticesFor(supervisor, kPrimordialVm); !is_over && before.has_value()) {
    // If its fault was not read yet, that says it is killed now.
    const bool same = has_faulted && after == before;
    if (!same && after != *before + 1) {
      failure_ = "the supervisor of one that was killed is not told";
    }
    ++told_;
  }
  return true;
}

void Family::Attend(const arbiter::ArbiterEvent& event) {
  const arbiter::VmControlBlock* const block = kernel_.nursery().Find(event.vm);
  const VmId supervisor = block == nullptr ? kNoVm : block->supervisor;
  const auto before = NoticesFor(supervisor, kNoVm);
  kernel_.nursery().Attend(event);
  if (const auto after = NoticesFor(supervisor, kNoVm); before.has_value()) {
    if (after != *before + 1) {
      failure_ = "the supervisor of one that has ended or faulted is not told";
    }
    ++told_;
  }
}

void Family::KillAllChildren() {
  for (const auto& [vm, watched] : members_) {
    static_cast<void>(Kill(vm));
  }
}

bool Family::goes_on() {
  return std::ranges::any_of(members_, [this](const auto& entry) {
    const arbiter::VmControlBlock* const block = kernel_.arbiter().vms().Find(entry.first);
    return block != nullptr && block->lifecycle.Is(LifecycleState::kRunnable);
  });
}

}  // namespace starkernel::kernel::simulation
