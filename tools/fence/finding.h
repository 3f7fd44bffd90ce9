#pragma once

#include <cstddef>
#include <string>

namespace starkernel::fence {

/// A broken rule, and where.
struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string message;
};

}  // namespace starkernel::fence
