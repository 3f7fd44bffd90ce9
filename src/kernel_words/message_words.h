#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words that send, call and answer, and those about events (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer Send(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer TrySend(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer SendWithin(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer CallVm(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Reply(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Notify(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer TakeEvents(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer WaitEvents(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
