#pragma once

#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel::kernel {

/// The boot modules, and behind them what an option of the boot has VM[0] do: a source of its own.
class StartupModules {
 public:
  /// Error::kOutOfMemory. What `info` refers to has to outlive the result.
  static Result<StartupModules> Create(const boot::BootInfo& info, heap::Heap& heap);

  [[nodiscard]] std::span<const boot::BootModule> modules() const [[clang::lifetimebound]] {
    return modules_.span();
  }
  /// The names of those to be interpreted, in order.
  [[nodiscard]] std::span<const std::string_view> names() const [[clang::lifetimebound]] {
    return names_.span();
  }

 private:
  heap::Array<char> source_;
  heap::Array<boot::BootModule> modules_;
  heap::Array<std::string_view> names_;
};

}  // namespace starkernel::kernel
