#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

class StillTime final : public ArbiterTime {
 public:
  [[nodiscard]] Nanoseconds Now() override { return now; }
  void Pass(Reductions spent) override { now += Nanoseconds(spent.value()); }
  void RestUntil(std::optional<Nanoseconds> time) override { now = time.value_or(now); }
  Nanoseconds now{0};
};

/// Yields at once, or sleeps; every so many windows it hands the arbiter back.
class Trivial final : public Runnable {
 public:
  static constexpr std::uint64_t kBatch = 10'000;

  WindowEnd Run(const WindowGrant& grant) override {
    if (--left == 0) [[unlikely]] {
      return {.outcome = WindowOutcome::kFaulted};
    }
    if (sleeps) {
      // Not all at once, and far from in order.
      state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
      return {.outcome = WindowOutcome::kWaiting,
              .wait = {.reason = forthvm::WaitReason::kTime,
                       .deadline = time->now + Nanoseconds(1 + (state >> 44U))},
              .spent = Reductions(1)};
    }
    benchmark::DoNotOptimize(grant.quantum);
    return {.outcome = WindowOutcome::kYielded, .spent = Reductions(1)};
  }

  std::uint64_t left = kBatch;
  std::uint64_t state = 1;
  StillTime* time = nullptr;
  bool sleeps = false;
};

class World final : public Lookout {
 public:
  World(std::size_t places, bool counts_cycles, bool sleeps)
      : blocks_(places),
        groups_(1),
        sleepers_(places),
        arbiter({.vms = vms_,
                 .groups = groups_,
                 .sleepers = sleepers_,
                 .time = time_,
                 .lookout = *this},
                {.counts_cycles = counts_cycles}) {
    trivial.time = &time_;
    trivial.sleeps = sleeps;
    for (std::size_t place = 0; place < places; ++place) {
      arbiter.Admit(vms_.Add({.runnable = trivial}).value()).value();
    }
  }
  void Look(CpuArbiter& /*arbiter*/, bool /*rested*/) override {}

  void RunBatch() {
    trivial.left = Trivial::kBatch;
    const ArbiterEvent event = arbiter.NextEvent();
    arbiter.Resume(event.vm).value();
  }

 private:
  std::vector<VmControlBlock> blocks_;
  std::vector<BudgetGroup> groups_;
  std::vector<SleepEntry> sleepers_;
  VmTable vms_{blocks_};
  StillTime time_;

 public:
  CpuArbiter arbiter;
  Trivial trivial;
};

void Run(benchmark::State& state, bool counts_cycles, bool sleeps) {
  World world(static_cast<std::size_t>(state.range(0)), counts_cycles, sleeps);
  world.RunBatch();
  std::uint64_t cycles = 0;
  while (state.KeepRunningBatch(Trivial::kBatch)) {
    const std::uint64_t begin = __builtin_ia32_rdtsc();
    world.RunBatch();
    cycles += __builtin_ia32_rdtsc() - begin;
  }
  state.counters["cycles"] = static_cast<double>(cycles) / static_cast<double>(state.iterations());
}

/// One picked, run and put back, of so many; it yields at once.
void Transition(benchmark::State& state) { Run(state, false, false); }
BENCHMARK(Transition)->Arg(1)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// The same with the processor's cycles counted for each.
void TransitionCounted(benchmark::State& state) { Run(state, true, false); }
BENCHMARK(TransitionCounted)->Arg(1)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// A look at the processor's cycle counter.
void CounterLook(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(__builtin_ia32_rdtsc());
  }
}
BENCHMARK(CounterLook);

/// One woken by its time, picked, run and put to sleep again, for up to 1 ms.
void SleepAndWake(benchmark::State& state) { Run(state, false, true); }
BENCHMARK(SleepAndWake)->Arg(1)->Arg(100)->Arg(10'000)->Arg(1'000'000);

}  // namespace
}  // namespace starkernel::arbiter
