#pragma once

#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/hal/file_source.h"

namespace starkernel::boot {

/// The boot modules as files, by the names the user gave them.
class ModuleFiles final : public hal::FileSource {
 public:
  /// `modules` must outlive this.
  explicit ModuleFiles(std::span<const BootModule> modules) : modules_(modules) {}

  Result<std::span<const char>> Open(std::string_view name) [[clang::lifetimebound]] override;

 private:
  std::span<const BootModule> modules_;
};

}  // namespace starkernel::boot
