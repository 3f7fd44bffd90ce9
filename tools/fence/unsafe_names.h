#pragma once

#include <optional>
#include <string_view>

#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// The kind of an identifier that is unsafe wherever it stands, except as the name of a member:
/// keywords, functions of the C library, also as `__builtin_`, and of <memory>.
[[nodiscard]] std::optional<Kind> KindOfName(std::string_view name);

/// Whether it names a function of the fence that trusts its caller: one with a precondition that
/// memory depends on and that it cannot check.
[[nodiscard]] bool TrustsItsCaller(std::string_view name);

}  // namespace starkernel::fence
