#include "src/kernel_words/vm_words.h"

#include "src/base/quantities.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/hal/clock.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

forthvm::KernelAnswer Ticks(Context& context, const forthvm::KernelCall& call) {
  // Dear enough that a loop that waits gives way to others.
  constexpr forthvm::KernelAnswer kAnswer{.reductions = 100};
  call.results[0] = forthvm::Signed(context.objects.clock.Now().value());
  return kAnswer;
}

forthvm::KernelAnswer Self(Context& context, const forthvm::KernelCall& call) {
  call.results[0] = forthvm::Signed(context.caller.vm.value());
  return {};
}

}  // namespace starkernel::kernel_words
