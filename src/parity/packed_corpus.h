#pragma once

#include <cstddef>
#include <span>

#include "src/base/result.h"
#include "src/parity/packed_module.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {

/// All modules of PostCorpus() in their order, which the build packed: a third of its size.
[[nodiscard]] std::span<const PackedModule> PackedCorpus();

/// The room that the module with the longest text needs, in bytes.
[[nodiscard]] std::size_t LongestModule();

/// One module of PackedCorpus() as it was written. Its text lies in `room`; Error::kCapacity if it
/// does not fit, which LongestModule() bytes rule out, Error::kCorrupt if it was packed otherwise.
[[nodiscard]] Result<PostModule> UnpackModule(const PackedModule& module [[clang::lifetimebound]],
                                              std::span<char> room [[clang::lifetimebound]]);

}  // namespace starkernel::parity
