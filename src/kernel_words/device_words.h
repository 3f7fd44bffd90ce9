#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words by which VM instances drive devices (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer ReadMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer WriteMemory(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ReadPort(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer WritePort(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer TakeLine(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer AcknowledgeLine(Context& context,
                                                    const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ReleaseLine(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
