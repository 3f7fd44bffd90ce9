#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_vector.h"
#include "src/forthvm/shortcut.h"
#include "src/native/catalogue.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/flow.h"
#include "src/native/inlining.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/source.h"
#include "src/native/stack_effect.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

/// Code beside a definition that is yet to be written, and how the stacks are there.
struct Stub {
  Label label{};
  std::uint32_t place = 0;
  bool enters = false;       ///< Leads into the code, not out of it.
  std::uint32_t entry = 0;   ///< Whose offset it is then.
  std::int32_t prepaid = 0;  ///< To be given back where it leads out.
  VirtualStack stack{};
};

/// Writes the native code of one definition, in one pass over its instructions.
///
/// Whatever an instruction needs is asked for before it changes anything. If it is not there,
/// native code is left at that instruction, by a stub behind the definition that puts everything
/// where the plain engine looks for it.
class Translator {
 public:
  /// `flow` has analysed `source` into `places`; `catalogue` has begun the definition.
  Translator(const Source& source, const Flow& flow, std::span<Place> places, Catalogue& catalogue,
             Encoder& encoder);

  /// False if there was no room.
  [[nodiscard]] bool Translate();

  /// Behind that: what was translated.
  [[nodiscard]] const Definition& definition() const [[clang::lifetimebound]] {
    return definition_;
  }

 private:
  // The definition as a whole.
  void Begin();
  void Arrive(std::uint32_t place);
  void StartRegion(std::uint32_t place);
  void StartLoop(std::uint32_t place);
  void AskForRegion(const Place& region, Label& refused);
  void AskForParked(Label& refused);
  void AddEntry(std::uint32_t place, std::uint32_t offset);
  void AddEntryStub(std::uint32_t place);
  void MoveBases(const Parked& parked, std::int32_t direction);
  [[nodiscard]] std::int32_t TakenAt(std::uint32_t place) const;
  void Finish();

  // Stubs.
  [[nodiscard]] Label& ExitAt(std::uint32_t place) [[clang::lifetimebound]];
  void WriteStubs();
  void WriteExit(Stub& stub);
  void WriteEntry(Stub& stub);
  void MakeRoomForStubs();

  // Instructions.
  using StepFunction = void (Translator::*)(std::uint32_t place, forthvm::Shortcut form);
  using Steps = std::array<StepFunction, kForms>;
  [[nodiscard]] static consteval Steps MakeSteps();
  void Step(std::uint32_t place);
  struct Rearrangement;
  void StepOnStack(std::uint32_t place, forthvm::Shortcut form);
  void StepOfConstant(std::uint32_t place, forthvm::Shortcut form);
  void StepOfPick(std::uint32_t place, forthvm::Shortcut form);
  void StepOfCopy(std::uint32_t place, forthvm::Shortcut form);
  void StepOnParked(std::uint32_t place, forthvm::Shortcut form);
  void StepOfLoop(std::uint32_t place, forthvm::Shortcut form);
  void StepWithLocals(std::uint32_t place, forthvm::Shortcut form);
  void AskForAddress(std::uint32_t place, const Item& address, At last);
  [[nodiscard]] bool SettleStored(forthvm::Shortcut form);
  void StepOnMemory(std::uint32_t place, forthvm::Shortcut form);
  void StepOnWord(std::uint32_t place, forthvm::Shortcut form);
  void StepOut(std::uint32_t place, forthvm::Shortcut form);
  void Leave(std::uint32_t place);

  // Arithmetic.
  struct Computation;
  using Computations = std::array<Computation, kForms>;
  [[nodiscard]] static consteval Computations MakeComputations();
  void Compute(std::uint32_t place, forthvm::Shortcut form);
  void Add(Item left, Item right);
  void Subtract(const Item& left, const Item& right);
  void CombineWithBelow(Operation operation);
  void Combine(std::uint32_t place, Operation operation, Item left, Item right);
  void Multiply(Item left, Item right);
  void Divide(std::uint32_t place, forthvm::Shortcut form);
  void AskForQuotient(Register divisor, Label& refused);
  void DivideWide(std::uint32_t place, forthvm::Shortcut form);
  void DivideSigned(Register divisor, Register work, Register spare, Label& refused);
  void AskForWideQuotient(Register divisor, Register work, Register spare, Label& refused);
  void MultiplyWide(std::uint32_t place, forthvm::Shortcut form);
  [[nodiscard]] Register Plain(std::size_t below);
  void LoadItem(Register to, const Item& item);
  void ShiftBy(Shift shift, const Item& value, const Item& count);
  void Choose(Condition other, const Item& left, const Item& right);
  void Compare(std::uint32_t place, Condition condition, Item left, Item right);
  void Test(std::uint32_t place, Condition condition, const Item& item);
  [[nodiscard]] bool IsConditionNext(std::uint32_t place) const;
  void PushCondition(std::uint32_t place, Condition condition);
  [[nodiscard]] Register OwnApart(const Item& item, const Item& other);
  [[nodiscard]] Register ReadApart(const Item& item, const Item& other);
  [[nodiscard]] forthvm::Shortcut NextForm(std::uint32_t place) const;

  // Control.
  void JumpTo(std::uint32_t target);
  void JumpBack(std::uint32_t target, std::int32_t charge);
  void BranchIf(Condition condition, std::uint32_t place);
  void Branch(std::uint32_t place, forthvm::Shortcut form);
  void GoTo(std::uint32_t place);
  void BranchIfZero(std::uint32_t place, forthvm::Shortcut form);
  void BranchUnlessEqual(std::uint32_t place, forthvm::Shortcut form);
  void BeginLoop(std::uint32_t place, bool may_be_empty);
  void PlusLoop(std::uint32_t place);
  void Call(std::uint32_t place, forthvm::Shortcut form);
  [[nodiscard]] bool IsAlone(std::uint32_t place) const;
  void PayAhead(std::uint32_t place);
  void DoInlined(std::uint32_t place);
  void CallToken(std::uint32_t place, forthvm::Shortcut form);
  void AskForToken(Register begin, Register number, Label& refused);
  void BeforeCall();
  void BehindCall(std::uint32_t place);
  [[nodiscard]] std::int32_t ValuePlace(std::uint32_t place) const;

  // Exceptions.
  void BeginCatch(std::uint32_t place, forthvm::Shortcut form);
  void EndCatch(std::uint32_t place, forthvm::Shortcut form);
  void Throw(std::uint32_t place, forthvm::Shortcut form);
  void WriteLanding();

  static constexpr std::size_t kMostStubs = 40;

  const Source& source_;
  const Flow& flow_;
  std::span<Place> places_;
  Catalogue& catalogue_;
  Encoder& encoder_;
  VirtualStack stack_;
  FixedVector<Stub, kMostStubs> stubs_;
  Label leave_;     ///< Where exits join.
  Label overflow_;  ///< A call too many.
  Label missing_;   ///< Items that the definition needs are not there.
  Definition definition_;
  bool live_ = true;
  bool full_ = false;
  std::uint32_t entered_ = ~0U;     ///< The place that has an entry already.
  std::int32_t prepaid_ = 0;        ///< Fuel of calls to come that are done in place.
  InlinedCall inlined_;             ///< The call that is done in place, if one is,
  std::size_t inlined_next_ = 0;    ///< which of its instructions follows,
  std::uint32_t inlined_from_ = 0;  ///< and where that call is.
};

}  // namespace starkernel::native
