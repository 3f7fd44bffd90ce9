#pragma once

#include <cstdint>
#include <optional>

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words that set shares, quotas and names of VM instances (docs/kernel-words.md).
namespace starkernel::kernel_words {

/// The budget that the call's first argument names; nothing if there is none such.
[[nodiscard]] std::optional<std::uint64_t> NamedBudget(const Context& context,
                                                       const forthvm::KernelCall& call);

/// What the caller will have handed out with another budget of the call's first argument.
[[nodiscard]] std::optional<std::uint64_t> AllBudgets(const Context& context,
                                                      const forthvm::KernelCall& call);

[[nodiscard]] forthvm::KernelAnswer SetPriority(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer SetQuantum(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer MakeBudget(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer DropBudget(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer SetBudget(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer SetQuota(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer SetName(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
