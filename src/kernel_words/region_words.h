#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words that share memory and hand it on (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer MapMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer UnmapMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ShareMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Protect(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer MapCapability(Context& context,
                                                  const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer MemoryCapability(Context& context,
                                                     const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer GiveMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer TakeMemory(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
