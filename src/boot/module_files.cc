#include "src/boot/module_files.h"

#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"

namespace starkernel::boot {

Result<std::span<const char>> ModuleFiles::Open(std::string_view name) {
  for (const BootModule& module : modules_) {
    if (module.name == name) {
      return module.contents;
    }
  }
  return Error::kNotFound;
}

}  // namespace starkernel::boot
