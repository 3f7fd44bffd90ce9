#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"

namespace starkernel::capabilities {
namespace {

constexpr CapabilityGrant kSend{.type = CapabilityType::kSend,
                                .rights = Right::kInvoke | Right::kDelegate,
                                .badge = 0,
                                .range = {0, 1 << 20}};

class Machine {
 public:
  explicit Machine(std::size_t places) : storage_(places) {}
  CapabilityTable& table() [[clang::lifetimebound]] { return table_; }

 private:
  std::vector<CapabilityNode> storage_;
  CapabilityTable table_{storage_};
};

/// One of 1024 VM instances after the other uses its capability.
void Use(benchmark::State& state) {
  constexpr std::uint32_t kHolders = 1024;
  Machine machine(std::size_t{2} * kHolders);
  std::vector<HolderId> holders;
  std::vector<SlotNumber> slots;
  for (std::uint32_t vm = 0; vm < kHolders; ++vm) {
    holders.push_back(machine.table().AddHolder(VmId(vm)).value());
    slots.push_back(machine.table().Grant(holders.back(), kSend).slot);
  }
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.table().Use(
        holders[next], slots[next], {CapabilityType::kSend, Rights(Right::kInvoke), {next, next}}));
    next = (next + 1) % kHolders;
  }
}
BENCHMARK(Use);

/// The same by one that is derived sixteen deep, after a revocation elsewhere.
void UseAfterRevocation(benchmark::State& state) {
  Machine machine(64);
  const HolderId holder = machine.table().AddHolder(VmId(1)).value();
  const SlotNumber other = machine.table().Grant(holder, kSend).slot;
  SlotNumber slot = machine.table().Grant(holder, kSend).slot;
  for (int depth = 0; depth < 16; ++depth) {
    slot = machine.table().Derive(holder, slot, holder, kSend).slot;
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.table().Derive(holder, other, holder, kSend));
    benchmark::DoNotOptimize(machine.table().Revoke(holder, other));
    benchmark::DoNotOptimize(machine.table().Sweep(1));
    benchmark::DoNotOptimize(
        machine.table().Use(holder, slot, {CapabilityType::kSend, Rights(Right::kInvoke), {1, 1}}));
  }
}
BENCHMARK(UseAfterRevocation);

/// A capability derived and given up.
void DeriveAndDrop(benchmark::State& state) {
  Machine machine(64);
  const HolderId holder = machine.table().AddHolder(VmId(1)).value();
  const SlotNumber root = machine.table().Grant(holder, kSend).slot;
  for (auto _ : state) {
    const SlotNumber slot = machine.table().Derive(holder, root, holder, kSend).slot;
    benchmark::DoNotOptimize(machine.table().Drop(holder, slot));
  }
}
BENCHMARK(DeriveAndDrop);

/// 100,000 capabilities derived from one: to revoke them, and then to sweep one of their places.
void RevokeAndSweep(benchmark::State& state) {
  constexpr std::size_t kDerived = 100'000;
  const bool sweeps = state.range(0) != 0;
  Machine machine(kDerived + 2);
  const HolderId holder = machine.table().AddHolder(VmId(1)).value();
  const SlotNumber root = machine.table().Grant(holder, kSend).slot;
  while (state.KeepRunningBatch(sweeps ? kDerived : 1)) {
    state.PauseTiming();
    for (std::size_t count = 0; count < kDerived; ++count) {
      benchmark::DoNotOptimize(machine.table().Derive(holder, root, holder, kSend));
    }
    if (!sweeps) {
      state.ResumeTiming();
      benchmark::DoNotOptimize(machine.table().Revoke(holder, root));
      state.PauseTiming();
      benchmark::DoNotOptimize(machine.table().Sweep(kDerived));
      state.ResumeTiming();
    } else {
      benchmark::DoNotOptimize(machine.table().Revoke(holder, root));
      state.ResumeTiming();
      benchmark::DoNotOptimize(machine.table().Sweep(kDerived));
    }
  }
}
// As often as is said: what is not timed, deriving them, takes longer by far.
BENCHMARK(RevokeAndSweep)->ArgName("sweeps")->Arg(0)->Iterations(50);
BENCHMARK(RevokeAndSweep)->ArgName("sweeps")->Arg(1)->Iterations(1'000'000);

}  // namespace
}  // namespace starkernel::capabilities
