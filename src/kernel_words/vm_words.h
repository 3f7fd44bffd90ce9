#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

/// The kernel words about VM instances and time (docs/kernel-words.md).
namespace starkernel::kernel_words {

[[nodiscard]] forthvm::KernelAnswer Ticks(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Self(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Yield(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Sleep(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Spawn(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Start(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Kill(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Block(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Resume(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Supervise(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Status(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Spent(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer Time(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer NextVm(Context& context, const forthvm::KernelCall& call);
[[nodiscard]] forthvm::KernelAnswer ShowVm(Context& context, const forthvm::KernelCall& call);

}  // namespace starkernel::kernel_words
