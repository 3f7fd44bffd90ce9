#pragma once

#include <span>

#include "src/parity/post_case.h"

namespace starkernel::parity {

/// All modules of POST, in the order of the table; each is a file in `corpus`.
[[nodiscard]] std::span<const PostModule> PostCorpus();

}  // namespace starkernel::parity
