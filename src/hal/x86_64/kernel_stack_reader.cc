#include "src/hal/x86_64/kernel_stack_reader.h"

#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/stack_trace.h"

namespace starkernel::hal {

std::optional<StackFrame> KernelStackReader::FrameAt(VirtAddr frame) const {
  constexpr ByteCount kFrameSize{2 * sizeof(std::uint64_t)};
  if (frame.value() % sizeof(std::uint64_t) != 0) {
    return std::nullopt;
  }
  for (const KernelStacks::Stack& stack : stacks_.all()) {
    if (stack.Contains(frame) && stack.top() - frame >= kFrameSize) {
      // SAFETY: two aligned words within a stack, which is mapped.
      const std::span<const std::uint64_t> words = MappedWords(frame, 2);
      return StackFrame{.caller_frame = VirtAddr(words[0]), .return_address = VirtAddr(words[1])};
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::hal
