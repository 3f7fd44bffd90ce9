#pragma once

#include <string>

#include "src/base/quantities.h"

namespace starkernel::forthvm::fuzz {

/// What a VM instance is given to do.
struct FuzzProgram {
  std::string typed;        ///< Lines, and keys for what they start.
  std::string file;         ///< What INCLUDE F.FS interprets.
  Reductions quantum{100};  ///< Of each execution window.
};

}  // namespace starkernel::forthvm::fuzz
