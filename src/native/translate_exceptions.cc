#include <cstddef>
#include <cstdint>

#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/shortcut.h"
#include "src/native/context_places.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

/// CATCH and THROW. What CATCH remembers is what native code has in registers: where the stacks
/// end, and rsp. It lies in the fields of an exception frame for the depths, until native code is
/// left: then exceptions.h makes a real one of it.
namespace starkernel::native {

using forthvm::ExceptionFrame;
using forthvm::Shortcut;

namespace {

At Field(Register exception, std::size_t offset) {
  return {.base = exception, .offset = static_cast<std::int32_t>(offset)};
}

constexpr auto kSize = static_cast<std::int32_t>(sizeof(ExceptionFrame));

constexpr At kToIn{.base = fixed::kMemory,
                   .offset = static_cast<std::int32_t>(forthvm::layout::kToIn.value())};

}  // namespace

/// exception_words::CatchBegin, of a program's word that has native code.
void Translator::BeginCatch(std::uint32_t place, Shortcut /*form*/) {
  stack_.Fetch(1);
  stack_.Take(fixed::kTop);
  stack_.Settle(0);
  const Register begin = stack_.Take();
  const Register number = stack_.Take();
  const Register exception = stack_.Take();
  Label& refused = ExitAt(place);
  encoder_.Move(number, stack_.Top().in);
  AskForToken(begin, number, refused);
  encoder_.Load(exception, context::kExceptions);
  encoder_.Do(Operation::kCompare, exception, context::kExceptionsEnd);
  encoder_.JumpIf(Condition::kAboveOrEqual, refused);
  encoder_.Do(Operation::kSubtract, fixed::kFuel, 1);
  stack_.Drop();
  BeforeCall();
  encoder_.Store(Field(exception, offsetof(ExceptionFrame, data_depth)), fixed::kAbove);
  encoder_.Store(Field(exception, offsetof(ExceptionFrame, return_depth)), fixed::kParked);
  encoder_.Store(Field(exception, offsetof(ExceptionFrame, loop_depth)), fixed::kLoops);
  encoder_.Store(Field(exception, offsetof(ExceptionFrame, frame_depth)), Register::kRsp);
  encoder_.Load(number, kToIn);
  encoder_.Store(Field(exception, offsetof(ExceptionFrame, to_in)), number);
  encoder_.Do(Operation::kAdd, context::kExceptions, kSize);
  encoder_.Call(begin);
  BehindCall(place);
}

void Translator::EndCatch(std::uint32_t /*place*/, Shortcut /*form*/) {
  encoder_.Do(Operation::kSubtract, context::kExceptions, kSize);
  stack_.Push(ConstantOf(0));
}

/// Nothing for zero; if native code does not know who catches, the plain engine does.
void Translator::Throw(std::uint32_t place, Shortcut /*form*/) {
  stack_.Fetch(1);
  stack_.Settle(0);
  const Register work = stack_.Take();
  Label& refused = ExitAt(place);
  Label nothing;
  encoder_.Test(stack_.Top().in, stack_.Top().in);
  encoder_.JumpIf(Condition::kEqual, nothing);
  encoder_.Load(work, context::kExceptions);
  encoder_.Do(Operation::kCompare, work, context::kExceptionsBefore);
  encoder_.JumpIf(Condition::kBelowOrEqual, refused);
  const VirtualStack before = stack_;
  stack_.MakeCanonical();
  Label landing{.place = source_.landing()};
  encoder_.Jump(landing);
  stack_ = before;
  encoder_.Bind(nothing);
  stack_.Drop();
}

/// Where a THROW goes on: what is thrown is in rax, on top of the data stack, which is in memory
/// otherwise; and there is who catches it. See unwind.cc.
void Translator::WriteLanding() {
  constexpr auto kException = Register::kRcx;
  constexpr auto kEnd = Register::kRdx;
  constexpr auto kNext = Register::kRsi;
  constexpr std::int32_t kCell = 8;
  VirtualStack landed(encoder_);
  landed.BeCanonical(0, {});
  stack_ = landed;
  constexpr std::uint32_t kBehindCatchEnd = 2;
  Label& stop = ExitAt(kBehindCatchEnd);
  definition_.landing = static_cast<std::uint32_t>(encoder_.here());
  Label known;
  encoder_.Do(Operation::kCompare, fixed::kTop, context::kFaultCode);
  encoder_.JumpIf(Condition::kEqual, known);
  encoder_.Store(context::kFaultCode, fixed::kTop);
  encoder_.Store(context::kFaultIsNew, 1);
  encoder_.Bind(known);
  encoder_.Load(kException, context::kExceptions);
  encoder_.Address(kException, At{.base = kException, .offset = -kSize});
  encoder_.Store(context::kExceptions, kException);
  encoder_.Load(fixed::kParked, Field(kException, offsetof(ExceptionFrame, return_depth)));
  encoder_.Load(fixed::kLoops, Field(kException, offsetof(ExceptionFrame, loop_depth)));
  encoder_.Load(Register::kRsp, Field(kException, offsetof(ExceptionFrame, frame_depth)));
  encoder_.Load(kNext, Field(kException, offsetof(ExceptionFrame, to_in)));
  encoder_.Store(kToIn, kNext);
  // Items that were taken are gone: what lies in their places are zeros.
  Label taken;
  Label filled;
  encoder_.Load(kEnd, Field(kException, offsetof(ExceptionFrame, data_depth)));
  encoder_.Address(kNext, At{.base = fixed::kAbove, .offset = -kCell});
  encoder_.Bind(taken);
  encoder_.Do(Operation::kCompare, kNext, kEnd);
  encoder_.JumpIf(Condition::kAboveOrEqual, filled);
  encoder_.Store(At{.base = kNext}, 0);
  encoder_.Address(kNext, At{.base = kNext, .offset = kCell});
  encoder_.Jump(taken);
  encoder_.Bind(filled);
  encoder_.Address(fixed::kAbove, At{.base = kEnd, .offset = kCell});
  encoder_.Do(Operation::kSubtract, fixed::kFuel, 1);
  encoder_.JumpIf(Condition::kLessOrEqual, stop);
  encoder_.Return();
}

}  // namespace starkernel::native
