#pragma once

#include <optional>
#include <string_view>

#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// The kind of an identifier that is unsafe wherever it stands, except as the name of a member:
/// keywords, functions of the C library, also as `__builtin_`, and of <memory>.
[[nodiscard]] std::optional<Kind> KindOfName(std::string_view name);

}  // namespace starkernel::fence
