#pragma once

#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/hal/file_source.h"

namespace starkernel::kernel {

/// Every file that a program can name: the boot modules, by the names the user gave them, and
/// behind them the machine's own files.
class SourceLibrary {
 public:
  SourceLibrary(std::span<const boot::BootModule> modules, hal::FileSource& files)
      : modules_(modules), files_(files) {}

  /// The contents of `name`, valid as long as the kernel runs. Error::kNotFound, or why the
  /// machine cannot read the file.
  [[nodiscard]] Result<std::span<const char>> Open(std::string_view name) [[clang::lifetimebound]];

 private:
  std::span<const boot::BootModule> modules_;
  hal::FileSource& files_;
};

}  // namespace starkernel::kernel
