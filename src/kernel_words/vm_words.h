#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words about VM instances and time (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer Ticks(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Self(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
