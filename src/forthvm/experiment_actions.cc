#include "src/forthvm/experiment_actions.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/physics_actions.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/physics/design.h"
#include "src/physics/loop.h"
#include "src/physics/physics.h"
#include "src/physics/run_summary.h"

namespace starkernel::forthvm::experiment_actions {
namespace {

/// A row of numbers takes about as long as looking at 3,000 records.
constexpr std::size_t kLooksForRow = 3072;

/// Throws -24 unless the top item is within bounds.
Status RequireWithin(VmState& vm, std::string_view what, Cell least, Cell most) {
  const Cell number = vm.data.Top();
  return number < least || number > most
             ? vm.ThrowRange(ThrowCode::kInvalidArgument, what, number, least, most)
             : Status::kNext;
}

Status RequireRun(VmState& vm) {
  return RequireWithin(vm, "run", 0,
                       Signed(physics::kMostRepetitions * physics::kRunsInRepetition - 1));
}

}  // namespace

Status Begin(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireWithin(vm, "repetitions", 1, Signed(physics::kMostRepetitions));
  if (status == Status::kNext) {
    vm.data.Top() *= Signed(physics::kRunsInRepetition);
    vm.output.FreshLine();
    TextWriter writer(vm.output);
    writer.Text("run,repetition,workload,L1,L2,L3,L4,L5,L6,L7,L8,");
    physics::WriteSummaryNames(writer);
    writer.Line();
  }
  return status;
}

Status Point(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireRun(vm);
  if (status == Status::kNext) {
    const physics::DesignPoint point = physics::PointOf(Unsigned(vm.data.Top()));
    vm.data.Top() = Signed(point.repetition);
    vm.data.Push(Signed(point.workload));
    vm.data.Push(point.loops.bits());
  }
  return status;
}

Status WriteRow(VmState& vm, Instruction /*instruction*/) {
  if (const Status status = physics_actions::RequireOn(vm); status != Status::kNext) {
    return status;
  }
  if (const Status status = RequireRun(vm); status != Status::kNext) {
    return status;
  }
  const std::uint64_t run = Unsigned(vm.data.Pop());
  const physics::DesignPoint point = physics::PointOf(run);
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  Format(writer, "{},{},{},", run, point.repetition, point.workload);
  for (unsigned loop = 0; loop < physics::kFactors + 1; ++loop) {
    Format(writer, "{},", (unsigned{point.loops.bits()} >> loop) & 1U);
  }
  physics::WriteNumbers(writer, vm.storage.physics.front().Summary());
  writer.Line();
  vm.ChargeLength(kLooksForRow);
  return Status::kNext;
}

Status Done(VmState& vm, Instruction /*instruction*/) {
  constexpr std::uint64_t kTimes = 20;
  const std::uint64_t all = Unsigned(vm.data.Pop());
  const std::uint64_t done = Unsigned(vm.data.Pop());
  const bool is_time = all != 0 && done * kTimes / all != (done - 1) * kTimes / all;
  if (is_time && LogLevel::kInfo <= vm.log_level) {
    constexpr std::size_t kLongest = 80;
    TextBuffer<kLongest> line;
    TextWriter writer(line);
    Format(writer, "DOE: {} of {} runs done", done, all);
    vm.host->Log(LogLevel::kInfo, line.view());
  }
  return Status::kNext;
}

}  // namespace starkernel::forthvm::experiment_actions
