#pragma once

#include <string_view>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

/// A THROW whose report gives what was written to the context's detail.
[[nodiscard]] inline forthvm::KernelAnswer Thrown(const Context& context,
                                                  forthvm::ThrowCode thrown) {
  return {.state = forthvm::KernelAnswer::State::kThrow,
          .thrown = thrown,
          .detail = context.detail.view()};
}

/// THROW -24 that names an argument and what it may be.
[[nodiscard]] inline forthvm::KernelAnswer OutOfRange(Context& context, std::string_view what,
                                                      forthvm::Cell value, forthvm::UCell lowest,
                                                      forthvm::UCell highest) {
  TextWriter writer(context.detail);
  Format(writer, "{} {}, valid are {} to {}", what, value, lowest, highest);
  return Thrown(context, forthvm::ThrowCode::kInvalidArgument);
}

/// THROW -260 that names who is not there.
[[nodiscard]] inline forthvm::KernelAnswer NoSuchVm(Context& context, VmId vm) {
  TextWriter writer(context.detail);
  Format(writer, "{}", vm);
  return Thrown(context, forthvm::ThrowCode::kNoSuchVm);
}

}  // namespace starkernel::kernel_words
