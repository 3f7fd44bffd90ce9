#pragma once

#include <string>
#include <string_view>

namespace starkernel::tools {

/// A string literal of C++ for any bytes, as a std::string_view of just those; long ones in
/// several lines.
[[nodiscard]] std::string CppLiteral(std::string_view bytes);

}  // namespace starkernel::tools
