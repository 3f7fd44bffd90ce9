#pragma once

#include <array>

#include "src/forthvm/kernel_word.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words about the VM instance itself and its time.
namespace starkernel::forthvm::vm_words {

using kernel_call::kKernel;

inline constexpr std::array kWords{
    Word{"TICKS", kKernel<KernelWord::kTicks, 0, 1>, "( -- u )",
         "The nanoseconds that the machine has been up; never goes back."},
    Word{"VM-SELF", kKernel<KernelWord::kSelf, 0, 1>, "( -- vmid )",
         "The id of the VM instance that asks."},
};

}  // namespace starkernel::forthvm::vm_words
