#include "src/forthvm/fast_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/forthvm/cell.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/fast_sequence.h"
#include "src/forthvm/fast_steps.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcut_sequences.h"
#include "src/forthvm/vm_state.h"

// SAFETY, for the whole file: steps go on at each other by tail calls, which leave nothing on the
// machine stack; the number of a shortcut is below the table's size, as only AddShortcuts sets it.
#pragma clang unsafe_buffer_usage begin

namespace starkernel::forthvm {
namespace {

using StepTable = std::array<Step, kFirstSequence + kShortcutSequences.size()>;

[[clang::preserve_none, gnu::noinline]] void Stop(Machine& m, const Instruction* at, Cell* above,
                                                  Cell top, std::int64_t fuel, Frame* frames,
                                                  Depths depths, Depths bases,
                                                  std::uint64_t scope) {
  m.Save({at, above, top, fuel, frames, depths, bases, scope});
}

/// Does `kBody` and goes on at what comes next, or stops before it, as if nothing had been done. A
/// step that `kCharges` stops behind it if the fuel is used up.
template <auto kBody, bool kCharges>
[[clang::preserve_none]] void Take(Machine& m, const Instruction* at, Cell* above, Cell top,
                                   std::int64_t fuel, Frame* frames, Depths depths, Depths bases,
                                   std::uint64_t scope) {
  Registers r{at, above, top, fuel, frames, depths, bases, scope};
  if (!kBody(m, r)) [[unlikely]] {
    [[clang::musttail]] return Stop(m, at, above, top, fuel, frames, depths, bases, scope);
  }
  if constexpr (kCharges) {
    if (r.fuel <= 0) [[unlikely]] {
      [[clang::musttail]] return Stop(m, r.at, r.above, r.top, r.fuel, r.frames, r.depths, r.bases,
                                      r.scope);
    }
  }
  Step next = m.steps[r.at->note >> 8U];
  [[clang::musttail]] return next(m, r.at, r.above, r.top, r.fuel, r.frames, r.depths, r.bases,
                                  r.scope);
}

template <ShortcutSequence kSequence>
consteval Step StepOf() {
  return Take<fast_sequence::Do<kSequence>, fast_sequence::kPlanOf<kSequence>.charges>;
}

/// Shortcuts of one instruction that can be parts of sequences, too.
inline constexpr std::array kParts{
    Shortcut::kLiteral,
    Shortcut::kTwo,
    Shortcut::kThree,
    Shortcut::kFour,
    Shortcut::kWideLiteral,
    Shortcut::kCall,
    Shortcut::kExit,
    Shortcut::kConstant,
    Shortcut::kStoreValue,
    Shortcut::kLocalFetch,
    Shortcut::kLocalStore,
    Shortcut::kBranch,
    Shortcut::kBranchBack,
    Shortcut::kBranchIfZero,
    Shortcut::kBranchBackIfZero,
    Shortcut::kDo,
    Shortcut::kLoop,
    Shortcut::kPlusLoop,
    Shortcut::kLeave,
    Shortcut::kUnloop,
    Shortcut::kIndex,
    Shortcut::kOuterIndex,
    Shortcut::kDup,
    Shortcut::kDrop,
    Shortcut::kSwap,
    Shortcut::kOver,
    Shortcut::kNip,
    Shortcut::kTuck,
    Shortcut::kRotate,
    Shortcut::kRotateBack,
    Shortcut::kTwoDup,
    Shortcut::kTwoDrop,
    Shortcut::kTwoSwap,
    Shortcut::kTwoOver,
    Shortcut::kPark,
    Shortcut::kTake,
    Shortcut::kParked,
    Shortcut::kParkTwo,
    Shortcut::kTakeTwo,
    Shortcut::kFetch,
    Shortcut::kStore,
    Shortcut::kAddStore,
    Shortcut::kCharFetch,
    Shortcut::kCharStore,
    Shortcut::kTwoFetch,
    Shortcut::kAdd,
    Shortcut::kSubtract,
    Shortcut::kMultiply,
    Shortcut::kDivide,
    Shortcut::kRemainder,
    Shortcut::kDivideBoth,
    Shortcut::kMinimum,
    Shortcut::kMaximum,
    Shortcut::kIncrement,
    Shortcut::kDecrement,
    Shortcut::kDouble,
    Shortcut::kHalve,
    Shortcut::kNegate,
    Shortcut::kAbsolute,
    Shortcut::kCells,
    Shortcut::kCellPlus,
    Shortcut::kAsIs,
    Shortcut::kAnd,
    Shortcut::kOr,
    Shortcut::kXor,
    Shortcut::kInvert,
    Shortcut::kShiftLeft,
    Shortcut::kShiftRight,
    Shortcut::kEqual,
    Shortcut::kUnequal,
    Shortcut::kLess,
    Shortcut::kGreater,
    Shortcut::kLessOrEqual,
    Shortcut::kGreaterOrEqual,
    Shortcut::kUnsignedLess,
    Shortcut::kUnsignedGreater,
    Shortcut::kIsZero,
    Shortcut::kIsNotZero,
    Shortcut::kIsNegative,
    Shortcut::kIsPositive,
    Shortcut::kTrue,
    Shortcut::kFalse,
    Shortcut::kBlank,
    Shortcut::kPickTwo,
    Shortcut::kPickThree,
    Shortcut::kPickFour,
};

template <std::size_t... kIndex>
consteval void SetParts(StepTable& table, std::index_sequence<kIndex...>) {
  ((table[static_cast<std::size_t>(kParts[kIndex])] = StepOf<Sequence(kParts[kIndex])>()), ...);
}
template <std::size_t... kIndex>
consteval void SetSequences(StepTable& table, std::index_sequence<kIndex...>) {
  ((table[kFirstSequence + kIndex] = StepOf<kShortcutSequences[kIndex]>()), ...);
}
consteval void SetOthers(StepTable& table) {
  namespace step = fast_steps;
  const auto set = [&table](Shortcut shortcut, Step taken) {
    table[static_cast<std::size_t>(shortcut)] = taken;
  };
  set(Shortcut::kNone, Stop);
  set(Shortcut::kNative, Stop);
  set(Shortcut::kCreated, Take<step::Created, true>);
  set(Shortcut::kDeferred, Take<step::Deferred, true>);
  set(Shortcut::kExecute, Take<step::Execute, true>);
  set(Shortcut::kCatchBegin, Take<step::CatchBegin, true>);
  set(Shortcut::kCatchEnd, Take<step::CatchEnd, false>);
  set(Shortcut::kThrow, Take<step::Throw, true>);
  set(Shortcut::kMakeLocals, Take<step::MakeLocals, false>);
  set(Shortcut::kOf, Take<step::Of, false>);
  set(Shortcut::kQuestionDo, Take<step::QuestionDo, false>);
  set(Shortcut::kQuestionDup, Take<step::QuestionDup, false>);
  set(Shortcut::kPick, Take<step::Pick, false>);
  set(Shortcut::kDepth, Take<step::Depth, false>);
}

consteval StepTable MakeTable() {
  StepTable table{};
  SetParts(table, std::make_index_sequence<kParts.size()>());
  SetSequences(table, std::make_index_sequence<kShortcutSequences.size()>());
  SetOthers(table);
  return table;
}

constexpr StepTable kTable = MakeTable();

/// Does the first step. It has no variables of its own, for a frame with some may need a register
/// that finds them, and a call by this convention keeps none (clang 19 relies on it all the same).
[[gnu::noinline]] void Begin(Machine& machine, const Registers& r) {
  Step first = machine.steps[r.at->note >> 8U];
  first(machine, r.at, r.above, r.top, r.fuel, r.frames, r.depths, r.bases, r.scope);
}

}  // namespace

void RunFast(VmState& vm) {
  if (vm.data.capacity() < Machine::kLeastCapacity) {
    return;
  }
  Machine machine(vm, kTable.data());
  Begin(machine, machine.Load());
}

}  // namespace starkernel::forthvm

#pragma clang unsafe_buffer_usage end
