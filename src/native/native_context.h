#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/execution_records.h"

namespace starkernel::native {

struct Execution;

/// How far the tables of floors and ceilings go.
inline constexpr std::size_t kLimits = 6;

/// How many calls can be resumed at once.
inline constexpr std::size_t kMostResumed = 32;

/// What native code works with, in memory: made anew whenever it is entered, as storage moves only
/// while none is executed. What it looks at most comes first, where its instructions are shorter.
struct NativeContext {
  std::uint64_t stack_limit = 0;  ///< Of rsp; before enter.S has seen it, how far below it may be.
  std::uint64_t last_cell = 0;    ///< Of an address less kFirstValidAddress.
  std::uint64_t last_byte = 0;
  std::array<const forthvm::Cell*, kLimits> floors{};    ///< The first with as many items below it.
  std::array<const forthvm::Cell*, kLimits> ceilings{};  ///< The last with room for as many.
  const std::byte* leave = nullptr;                      ///< Where it goes to be left, see enter.S.

  // Registers, when it is entered and left; enter.S knows their offsets.
  std::uint64_t kernel_stack = 0;  ///< rsp there; what returns from the outermost word is below it.
  const std::byte* target = nullptr;
  forthvm::Cell* above = nullptr;
  forthvm::LoopParameters* loops = nullptr;
  forthvm::Cell* parked = nullptr;
  std::byte* memory = nullptr;
  std::int64_t fuel = 0;
  std::uint64_t position = 0;  ///< Of the instruction that is done next.
  std::uint64_t parked_here =
      0;  ///< What lies on the other stacks there, 16 bits each: items, locals, loops.
  std::uint64_t word = 0;    ///< The definition's header.
  std::uint64_t reason = 0;  ///< A LeaveReason.
  Execution* execution = nullptr;

  const std::byte* overflow = nullptr;  ///< Where it goes when a call is one too many.
  const forthvm::Cell* parked_end = nullptr;
  const forthvm::LoopParameters* loops_end = nullptr;
  const std::byte* headers = nullptr;     ///< Of the words that are not shared.
  const std::uint32_t* begins = nullptr;  ///< Where code begins, by word id.
  std::uint64_t begin_count = 0;
  const std::byte* code = nullptr;
  std::uint64_t first_id = 0;  ///< The word id that `begins` begins with.

  // What is caught, see translate_exceptions.cc.
  forthvm::ExceptionFrame* exceptions = nullptr;               ///< Beyond all there are.
  const forthvm::ExceptionFrame* exceptions_before = nullptr;  ///< Beyond those not made here.
  const forthvm::ExceptionFrame* exceptions_end = nullptr;
  forthvm::Cell fault_code = 0;    ///< Of what was thrown last.
  std::uint64_t fault_is_new = 0;  ///< 1 if what the fault says besides is not about that.

  // Calls that native code then returns from, as if it had been in the middle of them.
  std::uint64_t resumed_count = 0;
  std::array<const std::byte*, kMostResumed> resumed{};  ///< Where they return to, innermost first.
};
static_assert(offsetof(NativeContext, leave) == 120 &&
                  offsetof(NativeContext, kernel_stack) == 128 &&
                  offsetof(NativeContext, resumed_count) == 328 &&
                  offsetof(NativeContext, resumed) == 336,
              "enter.S knows that");

/// Why native code was left.
enum class LeaveReason : std::uint64_t {
  kReturned,  ///< From the definition that it was entered in.
  kStopped,   ///< Before an instruction.
  kOverflow,  ///< Before a call, as there are too many.
};

}  // namespace starkernel::native
