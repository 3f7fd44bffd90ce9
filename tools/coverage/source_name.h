#pragma once

#include <string_view>

namespace starkernel::tools {

/// The name of a source file relative to the workspace, without what compilers put before it: the
/// directory they run in, and how a precompiled header spells that.
[[nodiscard]] constexpr std::string_view SourceName(std::string_view name) {
  constexpr std::string_view kRunDirectory = "/proc/self/cwd/";
  if (name.starts_with(kRunDirectory)) {
    name.remove_prefix(kRunDirectory.size());
  }
  while (name.starts_with("./")) {
    name.remove_prefix(2);
  }
  return name;
}

}  // namespace starkernel::tools
