#include "src/forthvm/throw_code.h"

#include <array>
#include <string_view>

#include "src/forthvm/cell.h"

namespace starkernel::forthvm {
namespace {

/// What the codes from -1 downwards mean.
constexpr auto kStandard = std::to_array<std::string_view>({
    "aborted",
    "aborted",
    "stack overflow",
    "stack underflow",
    "return stack overflow",
    "return stack underflow",
    "do-loops nested too deeply",
    "dictionary overflow",
    "invalid memory address",
    "division by zero",
    "result out of range",
    "argument type mismatch",
    "undefined word",
    "interpreting a compile-only word",
    "invalid FORGET",
    "a name is missing",
    "pictured numeric output overflow",
    "parsed string overflow",
    "definition name too long",
    "write to a read-only location",
    "unsupported operation",
    "control structure mismatch",
    "address alignment exception",
    "invalid numeric argument",
    "return stack imbalance",
    "loop parameters unavailable",
    "invalid recursion",
    "user interrupt",
    "compiler nesting",
    "obsolescent feature",
    "not a word made by CREATE",
    "invalid name argument",
    "block read error",
    "block write error",
    "invalid block number",
    "invalid file position",
    "file input error",
    "no such file",
    "unexpected end of file",
    "invalid BASE for a floating-point number",
    "loss of precision",
    "floating-point division by zero",
    "floating-point result out of range",
    "floating-point stack overflow",
    "floating-point stack underflow",
    "invalid floating-point argument",
    "compilation word list deleted",
    "invalid POSTPONE",
    "search order overflow",
    "search order underflow",
    "compilation word list changed",
    "control-flow stack overflow",
    "exception stack overflow",
    "floating-point underflow",
    "unidentified floating-point fault",
    "QUIT",
    "error in sending or receiving a character",
    "[IF], [ELSE] or [THEN] error",
    "ALLOCATE failed",
    "FREE failed",
    "RESIZE failed",
    "CLOSE-FILE failed",
    "CREATE-FILE failed",
    "DELETE-FILE failed",
    "FILE-POSITION failed",
    "FILE-SIZE failed",
    "FILE-STATUS failed",
    "FLUSH-FILE failed",
    "OPEN-FILE failed",
    "READ-FILE failed",
    "READ-LINE failed",
    "RENAME-FILE failed",
    "REPOSITION-FILE failed",
    "RESIZE-FILE failed",
    "WRITE-FILE failed",
    "WRITE-LINE failed",
    "malformed extended character",
    "SUBSTITUTE failed",
    "REPLACES failed",
});
static_assert(kStandard.size() == -static_cast<Cell>(ThrowCode::kReplaces));

/// What those from ThrowCode::kInputNesting downwards mean.
constexpr auto kOwn = std::to_array<std::string_view>({
    "input sources nested too deeply",
    "out of memory",
    "capability refused",
    "no room in the kernel",
    "no such VM instance",
});

}  // namespace

std::string_view ThrowMessage(Cell code) {
  const UCell below = Unsigned(-1) - Unsigned(code);
  if (below < kStandard.size()) {
    return kStandard[below];
  }
  const UCell own = Unsigned(static_cast<Cell>(ThrowCode::kInputNesting)) - Unsigned(code);
  return own < kOwn.size() ? kOwn[own] : std::string_view();
}

}  // namespace starkernel::forthvm
