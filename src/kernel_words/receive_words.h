#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words that take messages (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer Receive(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer TryReceive(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ReceiveWithin(Context& context,
                                                  const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ReceiveFrom(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ReceiveTagged(Context& context,
                                                  const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ShowNotice(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Badge(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
