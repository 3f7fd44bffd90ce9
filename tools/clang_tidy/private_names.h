#pragma once

#include <set>
#include <string>
#include <string_view>

namespace starkernel::tools {

/// The names that a source of our style declares in an anonymous namespace, each behind the
/// namespace around it: what may clash with another source in one translation unit. Reads lines,
/// not C++, so that it can miss some and take some for others.
[[nodiscard]] std::set<std::string> PrivateNames(std::string_view source);

}  // namespace starkernel::tools
