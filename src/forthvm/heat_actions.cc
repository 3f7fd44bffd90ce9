#include "src/forthvm/heat_actions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/fixed_point.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/hot_lookup.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/physics_actions.h"
#include "src/forthvm/physics_report.h"
#include "src/forthvm/vm_state.h"
#include "src/physics/hot_names.h"
#include "src/physics/physics.h"
#include "src/physics/rolling_window.h"
#include "src/physics/transitions.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm::heat_actions {
namespace {

using physics::WordHeat;
using physics_actions::PopWithin;
using physics_actions::RequireOn;

physics::Physics& Of(VmState& vm [[clang::lifetimebound]]) { return vm.storage.physics.front(); }

bool IsHot(const WordHeat& record) {
  return record.heat.units() >= physics::kHotFrom * FixedPoint::kOne;
}

/// How many of the warm words have a whole heat of `heat` or less.
std::size_t NotAbove(std::span<const WordHeat> heats, std::int64_t heat) {
  return static_cast<std::size_t>(std::ranges::count_if(heats, [heat](const WordHeat& record) {
    return record.heat > FixedPoint() && record.heat.units() / FixedPoint::kOne <= heat;
  }));
}

/// The place of the hottest word whose name may be kept in front of the search; 1 if there is none.
std::size_t HottestShort(const VmState& vm) {
  std::array<std::size_t, physics::HotNames::kSlots> places{};
  for (const std::size_t place : HottestWords(vm, places)) {
    const std::string_view name =
        vm.dictionary.Name(HeaderIndex(static_cast<std::uint32_t>(place)));
    if (!name.empty() && name.size() <= physics::HotNames::kLongest) {
      return place;
    }
  }
  return 1;
}

}  // namespace

Status ShowNextWarm(VmState& vm, Instruction /*instruction*/) {
  const Cell most = Signed(vm.dictionary.end_index().value());
  Cell place = 0;
  if (const Status status = PopWithin(vm, "place", 0, most, place); status != Status::kNext) {
    return status;
  }
  const std::span<const WordHeat> heats = vm.storage.heats;
  const std::size_t begin = Unsigned(place) + 1;
  std::size_t next = begin;
  while (next < heats.size() && !IsWarmWord(vm, next)) {
    ++next;
  }
  vm.ChargeLength(next - begin);
  if (next >= heats.size()) {
    vm.data.Push(0);
    return Status::kNext;
  }
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  WriteWarmWord(vm, next, writer);
  vm.data.Push(Signed(next));
  return Status::kNext;
}

Status Percentile(VmState& vm, Instruction /*instruction*/) {
  Cell percent = 0;
  if (const Status status = PopWithin(vm, "percent", 0, 100, percent); status != Status::kNext) {
    return status;
  }
  const std::span<const WordHeat> heats = vm.storage.heats;
  const std::size_t wanted = (NotAbove(heats, physics::kMostHeat) * Unsigned(percent) + 99) / 100;
  std::int64_t below =
      -1;  // Too few words have this heat or less, and enough have `enough` or less.
  std::int64_t enough = physics::kMostHeat;
  std::size_t looks = heats.size();
  while (enough - below > 1) {
    const std::int64_t middle = (below + enough) / 2;
    (NotAbove(heats, middle) >= wanted ? enough : below) = middle;
    looks += heats.size();
  }
  vm.data.Push(enough);
  vm.ChargeLength(looks);
  return Status::kNext;
}

Status FreezeHot(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    for (WordHeat& record : vm.storage.heats) {
      if (IsHot(record) && !record.frozen) {
        Of(vm).SetFrozen(record, true);
      }
    }
    vm.ChargeLength(vm.storage.heats.size());
  }
  return status;
}

Status PushLookups(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(Signed(Of(vm).hot_names().lookups()));
    vm.data.Push(Signed(Of(vm).hot_names().hits()));
  }
  return status;
}

Status ForgetLookups(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).hot_names().ClearCounts();
  }
  return status;
}

Status PushStrategy(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(vm.finds_by_heat ? 1 : 0);
  }
  return status;
}

Status SetStrategy(VmState& vm, Instruction /*instruction*/) {
  Cell strategy = 0;
  const Status status = PopWithin(vm, "strategy", 0, 1, strategy);
  if (status == Status::kNext) {
    vm.finds_by_heat = strategy == 1;
  }
  return status;
}

Status KeepHottestNames(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status != Status::kNext) {
    return status;
  }
  // The hottest last, so that it stays where two names have one place.
  std::array<std::size_t, physics::HotNames::kSlots> places{};
  const std::span<const std::size_t> hottest = HottestWords(vm, places);
  for (std::size_t left = hottest.size(); left > 0; --left) {
    KeepName(vm, HeaderIndex(static_cast<std::uint32_t>(hottest[left - 1])));
  }
  constexpr std::size_t kLooksInName = 64;
  vm.ChargeLength(vm.storage.heats.size() + hottest.size() * kLooksInName);
  return Status::kNext;
}

Status PushHotPlace(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(Signed(HottestShort(vm)));
    vm.ChargeLength(vm.storage.heats.size());
  }
  return status;
}

Status LookUp(VmState& vm, Instruction /*instruction*/) {
  constexpr Cell kMost = 1000;
  Cell count = 0;
  Cell place = 0;
  if (const Status status = PopWithin(vm, "lookups", 0, kMost, count); status != Status::kNext) {
    return status;
  }
  const Cell last = Signed(vm.dictionary.end_index().value()) - 1;
  if (const Status status = PopWithin(vm, "place", 1, last, place); status != Status::kNext) {
    return status;
  }
  const std::string_view name = vm.dictionary.Name(HeaderIndex(static_cast<std::uint32_t>(place)));
  for (Cell left = count; left > 0; --left) {
    // What is found is another word perhaps, of the same name: the time is what counts.
    static_cast<void>(vm.finds_by_heat ? FindByHeat(vm, name) : vm.dictionary.Find(name));
  }
  constexpr std::size_t kLooksInLookup = 64;
  vm.ChargeLength(Unsigned(count) * kLooksInLookup);
  return Status::kNext;
}

Status ShowTime(VmState& vm, Instruction /*instruction*/) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  const UCell nanoseconds = Unsigned(vm.data.Pop());
  const UCell count = Unsigned(vm.data.Pop());
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  Format(writer, "{} lookups, {}: {} ns", count,
         std::string_view(vm.finds_by_heat ? "hot names first" : "by search alone"), nanoseconds);
  if (count > 0) {
    Format(writer, ", {} ps each", nanoseconds * 1000 / count);
  }
  writer.Line();
  return Status::kNext;
}

Status ShowBuild(VmState& vm, Instruction /*instruction*/) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  using physics::RollingWindow;
  using physics::Transitions;
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  Format(writer, "window     {} to {} words, warm from {}, looked at each {}\n",
         RollingWindow::kLeastWidth, RollingWindow::kSize, RollingWindow::kWarmFrom,
         RollingWindow::kCheckedEvery);
  Format(writer, "heat       at most {}, hot from {}, {} samples in a beat\n", physics::kMostHeat,
         physics::kHotFrom, physics::kSamplesPerBeat);
  Format(writer, "decay      {} units of 1/65536 in a beat at first, {} words cool in a tick\n",
         physics::Physics::kFirstSlope.units(), physics::Physics::kSweep);
  Format(writer, "followers  {} of each of {} words, foretold from {} sights on\n",
         Transitions::kSuccessors, Transitions::kWords, Transitions::kPredictedFrom);
  Format(writer, "names      {}, of at most {} characters, cold from {}\n",
         physics::HotNames::kSlots, physics::HotNames::kLongest, physics::HotNames::kColdFrom);
  Format(writer, "memory     {} bytes, {} for each word\n", sizeof(physics::Physics),
         sizeof(WordHeat));
  return Status::kNext;
}

}  // namespace starkernel::forthvm::heat_actions
