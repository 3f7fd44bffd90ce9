#pragma once

#include <optional>

#include "src/base/addresses.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {

/// Reads frames of the kernel's own stacks, and of nothing else, whatever address it is asked for.
class KernelStackReader final : public StackReader {
 public:
  explicit KernelStackReader(const KernelStacks& stacks [[clang::lifetimebound]])
      : stacks_(stacks) {}

  [[nodiscard]] std::optional<StackFrame> FrameAt(VirtAddr frame) const override;

 private:
  const KernelStacks& stacks_;
};

}  // namespace starkernel::hal
