#pragma once

#include <string>
#include <string_view>

#include "src/base/ids.h"

namespace starkernel::kernel::simulation {

/// What is wrong with a VM instance, for the report of a failure.
[[nodiscard]] inline std::string Of(VmId vm, std::string_view what) {
  return "VM " + std::to_string(PlaceOf(vm)) + "." + std::to_string(GenerationOf(vm)) + " " +
         std::string(what);
}

}  // namespace starkernel::kernel::simulation
