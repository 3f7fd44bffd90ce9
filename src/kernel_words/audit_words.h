#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words about the record of uses of capabilities (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer ShowRefusals(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer RecordAllowedUse(Context& context,
                                                     const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
