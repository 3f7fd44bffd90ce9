#include "src/forthvm/fast_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/fast_steps_unsafe.h"
#include "src/forthvm/fused_steps_unsafe.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/logic_words.h"
#include "src/forthvm/words/memory_words.h"

// SAFETY, for the whole file: steps go on at each other by tail calls, which leave nothing on the
// machine stack; the number of a shortcut is below the table's size, as only AddShortcuts sets it.
#pragma clang unsafe_buffer_usage begin

namespace starkernel::forthvm {
namespace {

namespace step = fast_steps;
namespace fused = fused_steps;
namespace arithmetic = arithmetic_words;
namespace logic = logic_words;

struct StepTable;

/// A step in its place: the registers are arguments, so that they stay in the processor's.
using Step = void(__attribute__((preserve_none)) *)(const Machine&, const Instruction* at,
                                                    Cell* above, Cell top, std::int64_t fuel,
                                                    const Instruction* code,
                                                    const StepTable& table);

constexpr std::size_t kSteps = static_cast<std::size_t>(Shortcut::kEnd);

struct StepTable {
  std::array<Step, kSteps> steps{};
};

[[clang::preserve_none]] void Stop(const Machine& m, const Instruction* at, Cell* above, Cell top,
                                   std::int64_t fuel, const Instruction* code,
                                   const StepTable& /*table*/) {
  m.Save({.at = at, .above = above, .top = top, .fuel = fuel, .code = code});
}

/// Does `kBody` and goes on at what comes next, or stops before it, as if nothing had been done. A
/// step that `kCharges` stops behind it if the fuel is used up.
template <auto kBody, bool kCharges>
[[clang::preserve_none]] void Take(const Machine& m, const Instruction* at, Cell* above, Cell top,
                                   std::int64_t fuel, const Instruction* code,
                                   const StepTable& table) {
  Registers r{.at = at, .above = above, .top = top, .fuel = fuel, .code = code};
  if (!kBody(m, r)) [[unlikely]] {
    [[clang::musttail]] return Stop(m, at, above, top, fuel, code, table);
  }
  if constexpr (kCharges) {
    if (r.fuel <= 0) [[unlikely]] {
      [[clang::musttail]] return Stop(m, r.at, r.above, r.top, r.fuel, r.code, table);
    }
  }
  const auto* const steps = table.steps.data();
  Step next = steps[r.at->note >> 8U];
  [[clang::musttail]] return next(m, r.at, r.above, r.top, r.fuel, r.code, table);
}

class TableMaker {
 public:
  template <auto kBody>
  consteval void Set(Shortcut shortcut) {
    table_.steps[static_cast<std::size_t>(shortcut)] = Take<kBody, false>;
  }
  /// What spends fuel.
  template <auto kBody>
  consteval void SetCharging(Shortcut shortcut) {
    table_.steps[static_cast<std::size_t>(shortcut)] = Take<kBody, true>;
  }
  [[nodiscard]] consteval StepTable table() const { return table_; }

 private:
  StepTable table_;
};

consteval void SetStackSteps(TableMaker& maker) {
  maker.Set<step::kLiteral>(Shortcut::kLiteral);
  maker.Set<step::WideLiteral>(Shortcut::kWideLiteral);
  maker.Set<step::kDup>(Shortcut::kDup);
  maker.Set<step::kQuestionDup>(Shortcut::kQuestionDup);
  maker.Set<step::kDrop>(Shortcut::kDrop);
  maker.Set<step::kSwap>(Shortcut::kSwap);
  maker.Set<step::kOver>(Shortcut::kOver);
  maker.Set<step::kNip>(Shortcut::kNip);
  maker.Set<step::kTuck>(Shortcut::kTuck);
  maker.Set<step::kRotate>(Shortcut::kRotate);
  maker.Set<step::kRotateBack>(Shortcut::kRotateBack);
  maker.Set<step::Pick>(Shortcut::kPick);
  maker.Set<step::kTwoDup>(Shortcut::kTwoDup);
  maker.Set<step::kTwoDrop>(Shortcut::kTwoDrop);
  maker.Set<step::Park>(Shortcut::kPark);
  maker.Set<step::Take>(Shortcut::kTake);
  maker.Set<step::Parked>(Shortcut::kParked);
  maker.Set<step::ParkTwo>(Shortcut::kParkTwo);
  maker.Set<step::TakeTwo>(Shortcut::kTakeTwo);
  maker.Set<step::MakeLocals>(Shortcut::kMakeLocals);
  maker.Set<step::LocalFetch>(Shortcut::kLocalFetch);
  maker.Set<step::LocalStore>(Shortcut::kLocalStore);
  maker.Set<step::Fetch>(Shortcut::kFetch);
  maker.Set<step::Storing<&Machine::Store>>(Shortcut::kStore);
  maker.Set<step::Storing<&Machine::Add>>(Shortcut::kAddStore);
  maker.Set<step::CharFetch>(Shortcut::kCharFetch);
  maker.Set<step::Storing<&Machine::StoreByte>>(Shortcut::kCharStore);
}

consteval void SetArithmeticSteps(TableMaker& maker) {
  maker.Set<step::Binary<arithmetic::Add>>(Shortcut::kAdd);
  maker.Set<step::Binary<arithmetic::Subtract>>(Shortcut::kSubtract);
  maker.Set<step::Binary<arithmetic::Multiply>>(Shortcut::kMultiply);
  maker.Set<step::Binary<arithmetic::Minimum>>(Shortcut::kMinimum);
  maker.Set<step::Binary<arithmetic::Maximum>>(Shortcut::kMaximum);
  maker.Set<step::Unary<arithmetic::Increment>>(Shortcut::kIncrement);
  maker.Set<step::Unary<arithmetic::Decrement>>(Shortcut::kDecrement);
  maker.Set<step::Unary<arithmetic::Double>>(Shortcut::kDouble);
  maker.Set<step::Unary<arithmetic::Halve>>(Shortcut::kHalve);
  maker.Set<step::Unary<arithmetic::NegateCell>>(Shortcut::kNegate);
  maker.Set<step::Unary<memory_words::Cells>>(Shortcut::kCells);
  maker.Set<step::Unary<memory_words::CellPlus>>(Shortcut::kCellPlus);
  maker.Set<step::Binary<logic::And>>(Shortcut::kAnd);
  maker.Set<step::Binary<logic::Or>>(Shortcut::kOr);
  maker.Set<step::Binary<logic::Xor>>(Shortcut::kXor);
  maker.Set<step::Unary<logic::Invert>>(Shortcut::kInvert);
  maker.Set<step::Binary<logic::ShiftLeft>>(Shortcut::kShiftLeft);
  maker.Set<step::Binary<logic::ShiftRight>>(Shortcut::kShiftRight);
  maker.Set<step::Binary<logic::Equal>>(Shortcut::kEqual);
  maker.Set<step::Binary<logic::Unequal>>(Shortcut::kUnequal);
  maker.Set<step::Binary<logic::Less>>(Shortcut::kLess);
  maker.Set<step::Binary<logic::Greater>>(Shortcut::kGreater);
  maker.Set<step::Binary<logic::UnsignedLess>>(Shortcut::kUnsignedLess);
  maker.Set<step::Unary<logic::IsZero>>(Shortcut::kIsZero);
  maker.Set<step::Unary<logic::IsNotZero>>(Shortcut::kIsNotZero);
  maker.Set<step::Unary<logic::IsNegative>>(Shortcut::kIsNegative);
}

consteval void SetControlSteps(TableMaker& maker) {
  maker.SetCharging<step::Call>(Shortcut::kCall);
  maker.Set<step::Exit>(Shortcut::kExit);
  maker.Set<step::Created>(Shortcut::kCreated);
  maker.Set<step::Constant>(Shortcut::kConstant);
  maker.Set<step::StoreValue>(Shortcut::kStoreValue);
  maker.SetCharging<step::Deferred>(Shortcut::kDeferred);
  maker.SetCharging<step::Execute>(Shortcut::kExecute);
  maker.SetCharging<step::Branch>(Shortcut::kBranch);
  maker.SetCharging<step::BranchIfZero>(Shortcut::kBranchIfZero);
  maker.Set<step::Do>(Shortcut::kDo);
  maker.SetCharging<step::QuestionDo>(Shortcut::kQuestionDo);
  maker.SetCharging<step::Loop>(Shortcut::kLoop);
  maker.SetCharging<step::PlusLoop>(Shortcut::kPlusLoop);
  maker.SetCharging<step::Leave>(Shortcut::kLeave);
  maker.Set<step::Unloop>(Shortcut::kUnloop);
  maker.Set<step::Index<0>>(Shortcut::kIndex);
  maker.Set<step::Index<1>>(Shortcut::kOuterIndex);
}

consteval void SetLiteralSteps(TableMaker& maker) {
  maker.Set<fused::LiteralBinary<arithmetic::Add>>(Shortcut::kLiteralAdd);
  maker.Set<fused::LiteralBinary<arithmetic::Subtract>>(Shortcut::kLiteralSubtract);
  maker.Set<fused::LiteralBinary<arithmetic::Multiply>>(Shortcut::kLiteralMultiply);
  maker.Set<fused::LiteralBinary<logic::And>>(Shortcut::kLiteralAnd);
  maker.Set<fused::LiteralPick>(Shortcut::kLiteralPick);
  maker.Set<fused::LiteralBinary<logic::Equal>>(Shortcut::kLiteralEqual);
  maker.Set<fused::LiteralBinary<logic::Unequal>>(Shortcut::kLiteralUnequal);
  maker.Set<fused::LiteralBinary<logic::Less>>(Shortcut::kLiteralLess);
  maker.Set<fused::LiteralBinary<logic::Greater>>(Shortcut::kLiteralGreater);
  maker.SetCharging<fused::LiteralCompareBranch<logic::Equal>>(Shortcut::kLiteralEqualBranch);
  maker.SetCharging<fused::LiteralCompareBranch<logic::Unequal>>(Shortcut::kLiteralUnequalBranch);
  maker.SetCharging<fused::LiteralCompareBranch<logic::Less>>(Shortcut::kLiteralLessBranch);
  maker.SetCharging<fused::LiteralCompareBranch<logic::Greater>>(Shortcut::kLiteralGreaterBranch);
  maker.SetCharging<fused::CompareBranch<logic::Equal>>(Shortcut::kEqualBranch);
  maker.SetCharging<fused::CompareBranch<logic::Unequal>>(Shortcut::kUnequalBranch);
  maker.SetCharging<fused::CompareBranch<logic::Less>>(Shortcut::kLessBranch);
  maker.SetCharging<fused::CompareBranch<logic::Greater>>(Shortcut::kGreaterBranch);
  maker.SetCharging<fused::IsZeroBranch>(Shortcut::kIsZeroBranch);
  maker.SetCharging<fused::DupBranch>(Shortcut::kDupBranch);
}

consteval void SetFusedSteps(TableMaker& maker) {
  constexpr auto kAdd = step::Binary<arithmetic::Add>;
  constexpr auto kDecrement = step::Unary<arithmetic::Decrement>;
  constexpr auto kIndexAdd = fused::Then<step::Index<0>, kAdd>;
  constexpr auto kCellsAdd = fused::Then<step::Unary<memory_words::Cells>, kAdd>;
  constexpr auto kConstantLess = fused::Then<step::Constant, step::Binary<logic::Less>>;
  constexpr auto kCellPlus = step::Unary<memory_words::CellPlus>;
  maker.Set<fused::Then<step::kDup, step::kLiteral>>(Shortcut::kDupLiteral);
  maker.Set<fused::Then<step::kDup, kDecrement>>(Shortcut::kDupDecrement);
  maker.Set<fused::Then<step::kOver, kAdd>>(Shortcut::kOverAdd);
  maker.Set<fused::Then<step::kOver, step::Fetch>>(Shortcut::kOverFetch);
  maker.Set<kIndexAdd>(Shortcut::kIndexAdd);
  maker.Set<fused::Then<kIndexAdd, step::CharFetch>>(Shortcut::kIndexAddCharFetch);
  maker.Set<fused::Then<step::Index<0>, step::CharFetch>>(Shortcut::kIndexCharFetch);
  maker.Set<kCellsAdd>(Shortcut::kCellsAdd);
  maker.Set<fused::Then<kCellsAdd, step::Fetch>>(Shortcut::kCellsAddFetch);
  maker.Set<fused::Then<kAdd, step::Fetch>>(Shortcut::kAddFetch);
  maker.Set<fused::Then<kAdd, step::CharFetch>>(Shortcut::kAddCharFetch);
  maker.SetCharging<fused::Then<kAdd, step::Loop>>(Shortcut::kAddLoop);
  maker.Set<fused::Then<kAdd, step::Exit>>(Shortcut::kAddExit);
  maker.Set<fused::Then<step::Unary<arithmetic::Increment>, step::Exit>>(Shortcut::kIncrementExit);
  maker.SetCharging<fused::Then<kDecrement, step::Call>>(Shortcut::kDecrementCall);
  maker.SetCharging<fused::Then<step::kDrop, step::Loop>>(Shortcut::kDropLoop);
  maker.SetCharging<fused::Then<kCellPlus, step::Loop>>(Shortcut::kCellPlusLoop);
  maker.Set<fused::Then<step::Created, step::Fetch>>(Shortcut::kCreatedFetch);
  maker.Set<fused::Then<step::Created, step::Storing<&Machine::Store>>>(Shortcut::kCreatedStore);
  maker.Set<fused::Then<step::Created, kAdd>>(Shortcut::kCreatedAdd);
  maker.Set<fused::Then<step::Constant, kAdd>>(Shortcut::kConstantAdd);
  maker.Set<kConstantLess>(Shortcut::kConstantLess);
  maker.SetCharging<fused::Then<kConstantLess, step::BranchIfZero>>(Shortcut::kConstantLessBranch);
  maker.Set<fused::Then<step::Unary<logic::Invert>, step::Binary<logic::And>>>(
      Shortcut::kInvertAnd);
  maker.Set<fused::SwapUnary<arithmetic::Increment>>(Shortcut::kSwapIncrement);
  maker.Set<fused::SwapUnarySwap<arithmetic::Increment>>(Shortcut::kSwapIncrementSwap);
  maker.Set<fused::SwapUnary<memory_words::CellPlus>>(Shortcut::kSwapCellPlus);
  maker.Set<fused::SwapUnarySwap<memory_words::CellPlus>>(Shortcut::kSwapCellPlusSwap);
  maker.Set<fused::Then<step::LocalFetch, step::LocalFetch>>(Shortcut::kLocalPair);
  maker.Set<fused::Then<step::LocalFetch, kAdd>>(Shortcut::kLocalAdd);
}

consteval StepTable MakeTable() {
  TableMaker maker;
  SetStackSteps(maker);
  SetArithmeticSteps(maker);
  SetControlSteps(maker);
  SetLiteralSteps(maker);
  SetFusedSteps(maker);
  StepTable table = maker.table();
  table.steps.front() = Stop;
  return table;
}

constexpr StepTable kTable = MakeTable();

/// Does the first step. It has no variables of its own, for a frame with some may need a register
/// that finds them, and a call by this convention keeps none (clang 19 relies on it all the same).
[[gnu::noinline]] void Begin(const Machine& machine, const Registers& r) {
  const auto* const steps = kTable.steps.data();
  Step first = steps[r.at->note >> 8U];
  first(machine, r.at, r.above, r.top, r.fuel, r.code, kTable);
}

}  // namespace

void RunFast(VmState& vm) {
  if (vm.data.capacity() < Machine::kLeastCapacity) {
    return;
  }
  const Machine machine(vm);
  Begin(machine, machine.Load());
}

}  // namespace starkernel::forthvm

#pragma clang unsafe_buffer_usage end
