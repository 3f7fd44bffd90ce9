#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words about capabilities (docs/kernel-words.md). A slot that the caller does not
/// hold, and what a capability does not allow, is THROW -258.
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer HasCapability(Context& context,
                                                  const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer NextCapability(Context& context,
                                                   const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer InspectCapability(Context& context,
                                                      const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ShowCapability(Context& context,
                                                   const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer AttenuateCapability(Context& context,
                                                        const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer BadgeCapability(Context& context,
                                                    const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer GrantCapability(Context& context,
                                                    const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer DropCapability(Context& context,
                                                   const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer RevokeCapability(Context& context,
                                                     const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
