#pragma once

#include <array>
#include <limits>

#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Pseudo-random numbers, from a linear congruential generator modulo 2^64 with the constants of
/// Knuth's MMIX (The Art of Computer Programming volume 2, 3.3.4, table 1, line 26).
namespace starkernel::forthvm::random_words {

inline void Seed(VmState& vm, Instruction) { vm.random_state = Unsigned(vm.data.Pop()); }

/// The upper bits of such a generator are its better ones: they choose within the range.
inline Status Random(VmState& vm, Instruction) {
  const Cell low = vm.data.Top(1);
  const Cell high = vm.data.Top();
  if (low > high) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "RANDOM up to", high, low,
                         std::numeric_limits<Cell>::max());
  }
  vm.random_state = vm.random_state * 6364136223846793005U + 1442695040888963407U;
  const UCell count = Unsigned(high) - Unsigned(low) + 1;
  // A count of zero stands for all 2^64 numbers.
  const UCell offset = count == 0 ? vm.random_state : MultiplyWide(vm.random_state, count).high;
  vm.data.Drop();
  vm.data.Top() = Signed(Unsigned(low) + offset);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SEED", Checked<1, 0, Seed>, "( n -- )",
         "Begin the sequence of random numbers n; 0 at first."},
    Word{"RANDOM", Checked<2, 1, Random>, "( n1 n2 -- n3 )",
         "The next random number from n1 to n2, both included."},
};

}  // namespace starkernel::forthvm::random_words
