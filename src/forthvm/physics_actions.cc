#include "src/forthvm/physics_actions.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/fixed_point.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/physics_report.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/physics/loop.h"
#include "src/physics/physics.h"
#include "src/physics/sampler.h"
#include "src/physics/tick_row.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm::physics_actions {
namespace {

using physics::WordHeat;

physics::Physics& Of(VmState& vm [[clang::lifetimebound]]) { return vm.storage.physics.front(); }

/// Whether there is room for physics, from now on if need be.
bool HasRoom(VmState& vm) {
  if (vm.storage.physics.empty() && !vm.Enlarge(StoragePart::kPhysics)) {
    return false;
  }
  const std::size_t words =
      std::min<std::size_t>(vm.dictionary.end_index().value(), vm.MostOf(StoragePart::kHeats));
  return words > 0 && (vm.storage.heats.size() >= words || vm.Enlarge(StoragePart::kHeats, words));
}

/// Pops a token and finds the word's record.
Status PopRecord(VmState& vm, WordHeat*& record) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  const Cell token = vm.data.Top();
  if (!vm.IsExecutable(token)) {
    vm.Throw(ThrowCode::kUndefinedWord, "no word has the execution token ");
    TextWriter text(vm.fault.detail);
    Format(text, "{}", token);
    return Status::kThrow;
  }
  const WordId word(static_cast<std::uint32_t>(token));
  const std::size_t place = vm.dictionary.IndexOf(word).value();
  if (place >= vm.storage.heats.size() && !vm.Enlarge(StoragePart::kHeats, place + 1)) {
    return vm.Throw(ThrowCode::kOutOfMemory, "no place for the heat of the word");
  }
  vm.data.Drop();
  record = &Of(vm).RecordOf(word.value(), vm.storage.heats[place]);
  return Status::kNext;
}

/// Replaces the token by what `value_of` says of the word.
template <typename ValueOf>
Status ReplaceToken(VmState& vm, ValueOf value_of) {
  WordHeat* record = nullptr;
  const Status status = PopRecord(vm, record);
  if (status == Status::kNext) {
    vm.data.Push(value_of(*record));
  }
  return status;
}

Status SetFrozen(VmState& vm, bool frozen) {
  WordHeat* record = nullptr;
  const Status status = PopRecord(vm, record);
  if (status == Status::kNext) {
    Of(vm).SetFrozen(*record, frozen);
  }
  return status;
}

/// A line takes about as long as looking at so many records.
constexpr std::size_t kLooksInLine = 1024;

using Report = void (*)(const VmState& vm, TextWriter& writer);

/// Writes a report that looks at about so many values.
Status Show(VmState& vm, Report report, std::size_t looks) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.output.FreshLine();
    TextWriter writer(vm.output);
    report(vm, writer);
    vm.ChargeLength(looks);
  }
  return status;
}

}  // namespace

Status RequireOn(VmState& vm) {
  return vm.observed
             ? Status::kNext
             : vm.Throw(ThrowCode::kUnsupported, "physics is off, PHYSICS-ON switches it on");
}

Status PopWithin(VmState& vm, std::string_view what, Cell least, Cell most, Cell& number) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  number = vm.data.Top();
  if (number < least || number > most) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, what, number, least, most);
  }
  vm.data.Drop();
  return Status::kNext;
}

Status SwitchOn(VmState& vm, Instruction /*instruction*/) {
  if (!HasRoom(vm)) {
    vm.GiveBackUnused();
    vm.Throw(ThrowCode::kOutOfMemory, {});
    TextWriter text(vm.fault.detail);
    Format(text, "physics takes {} bytes",
           sizeof(physics::Physics) + vm.dictionary.end_index().value() * sizeof(WordHeat));
    return Status::kThrow;
  }
  Of(vm).Begin(vm.storage.heats);
  vm.observed = true;
  vm.finds_by_heat = false;
  // No other VM instance's turn comes: Vm::Run and RunObserved go on, and see all that comes.
  return Status::kYield;
}

Status SwitchOff(VmState& vm, Instruction /*instruction*/) {
  vm.observed = false;
  vm.finds_by_heat = false;
  vm.GiveBackUnused();
  return Status::kNext;
}

Status SetPeriod(VmState& vm, Instruction /*instruction*/) {
  Cell period = 0;
  const Status status =
      PopWithin(vm, "period", 0, Signed(physics::Sampler::kLongestPeriod), period);
  if (status != Status::kNext) {
    return status;
  }
  Of(vm).exact = period == 0;
  Of(vm).sampler().SetPeriod(Unsigned(std::max<Cell>(period, 1)));
  // No other VM instance's turn comes: RunObserved goes on.
  return Status::kYield;
}

Status SetLoops(VmState& vm, Instruction /*instruction*/) {
  Cell bits = 0;
  const Status status = PopWithin(vm, "loops", 0, physics::kAllLoops.bits(), bits);
  if (status == Status::kNext) {
    Of(vm).SetLoops(physics::LoopSet(static_cast<std::uint8_t>(bits)));
  }
  return status;
}

Status Loops(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(Of(vm).loops().bits());
  }
  return status;
}

Status SetLogging(VmState& vm, Instruction /*instruction*/) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  Of(vm).logs_ticks = vm.data.Pop() != 0;
  if (Of(vm).logs_ticks && LogLevel::kInfo <= vm.log_level) {
    constexpr std::size_t kLongest = 512;
    TextBuffer<kLongest> names;
    TextWriter writer(names);
    writer.Text("TICK:");
    physics::WriteColumnNames(writer);
    vm.host->Log(LogLevel::kInfo, names.view());
  }
  return Status::kNext;
}

Status SetBeats(VmState& vm, Instruction /*instruction*/) {
  constexpr Cell kDay = 86'400'000;
  Cell every = 0;
  const Status status = PopWithin(vm, "milliseconds", 0, kDay, every);
  if (status != Status::kNext) {
    return status;
  }
  const Result<std::uint64_t> now = vm.host->Milliseconds();
  if (!now.ok()) {
    return vm.Throw(ThrowCode::kUnsupported, "there is no clock");
  }
  Of(vm).beats_every = Unsigned(every);
  Of(vm).next_beat = now.value() + Unsigned(every);
  return status;
}

Status Heat(VmState& vm, Instruction /*instruction*/) {
  return ReplaceToken(vm, [](const WordHeat& record) { return record.heat.units(); });
}

Status IsFrozen(VmState& vm, Instruction /*instruction*/) {
  return ReplaceToken(vm, [](const WordHeat& record) { return Flag(record.frozen); });
}

Status Freeze(VmState& vm, Instruction /*instruction*/) { return SetFrozen(vm, true); }

Status Unfreeze(VmState& vm, Instruction /*instruction*/) { return SetFrozen(vm, false); }

Status ShowHeat(VmState& vm, Instruction /*instruction*/) {
  WordHeat* record = nullptr;
  const Status status = PopRecord(vm, record);
  if (status == Status::kNext) {
    vm.output.FreshLine();
    TextWriter writer(vm.output);
    WriteHeat(*record, writer);
  }
  return status;
}

Status SetHeat(VmState& vm, Instruction /*instruction*/) {
  constexpr Cell kMost = physics::kMostHeat * FixedPoint::kOne;
  const Cell heat = vm.data.Top(1);
  if (vm.observed && (heat < 0 || heat > kMost)) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "heat", heat, 0, kMost);
  }
  WordHeat* record = nullptr;
  const Status status = PopRecord(vm, record);
  if (status == Status::kNext) {
    Of(vm).SetHeat(*record, FixedPoint::FromUnits(heat));
    vm.data.Drop();
  }
  return status;
}

Status ResetHeat(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    for (WordHeat& record : vm.storage.heats) {
      Of(vm).SetHeat(record, FixedPoint());
    }
    // Each is written, which takes longer than a look.
    vm.ChargeLength(16 * vm.storage.heats.size());
  }
  return status;
}

Status ShowTopWords(VmState& vm, Instruction /*instruction*/) {
  Cell count = 0;
  const Status status = PopWithin(vm, "number of words", 0, kMostShownHot, count);
  if (status == Status::kNext) {
    vm.output.FreshLine();
    TextWriter writer(vm.output);
    WriteHottest(vm, static_cast<std::uint32_t>(count), writer);
    vm.ChargeLength(vm.storage.heats.size() + Unsigned(count) * kLooksInLine);
  }
  return status;
}

Status ShowWindow(VmState& vm, Instruction /*instruction*/) {
  // The pairs of the window, and each of the newest words beside all others.
  constexpr std::size_t kLooks = 4096 + 256 * 256 / 2;
  return Show(vm, WriteWindow, kLooks);
}

Status ShowTransitions(VmState& vm, Instruction /*instruction*/) {
  constexpr std::size_t kLooks = 10'240;
  return Show(vm, WriteTransitions, kLooks);
}

Status ShowTicks(VmState& vm, Instruction /*instruction*/) {
  // A row of numbers takes about as long as looking at 3,000 records.
  constexpr std::size_t kLooks = 98'304;
  return Show(vm, WriteTicks, kLooks);
}

Status Predictions(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(Signed(Of(vm).transitions().predictions()));
    vm.data.Push(Signed(Of(vm).transitions().hits()));
  }
  return status;
}

Status PushLast(VmState& vm, physics::Column column) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(Of(vm).last_row()[column]);
  }
  return status;
}

Status ToggleCache(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).hot_names().Clear();
    vm.finds_by_heat = !vm.finds_by_heat;
  }
  return status;
}

Status ShowCache(VmState& vm, Instruction /*instruction*/) {
  constexpr std::size_t kLooks = 64;
  return Show(vm, WriteCache, kLooks);
}

Status EarlyExit(VmState& vm, Instruction /*instruction*/) {
  const Status status = PushLast(vm, physics::Column::kSteady);
  if (status == Status::kNext) {
    vm.data.Top() = Flag(vm.data.Top() != 0);
  }
  return status;
}

}  // namespace starkernel::forthvm::physics_actions
