#include "src/kernel/source_library.h"

#include <span>
#include <string_view>

#include "src/base/result.h"
#include "src/boot/boot_info.h"

namespace starkernel::kernel {

Result<std::span<const char>> SourceLibrary::Open(std::string_view name) {
  for (const boot::BootModule& module : modules_) {
    if (module.name == name) {
      return module.contents;
    }
  }
  return files_.Open(name);
}

}  // namespace starkernel::kernel
