#pragma once

#include <set>
#include <span>
#include <string>

namespace starkernel::tools {

/// A source that includes `files` in this order, so that what they share is parsed and analysed
/// once. The `main` of each of `programs` gets a name of its own.
[[nodiscard]] std::string TranslationUnitOf(std::span<const std::string> files,
                                            const std::set<std::string>& programs);

}  // namespace starkernel::tools
