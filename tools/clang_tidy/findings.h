#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace starkernel::tools {

/// What clang-tidy says, for people: without the counts of what it suppressed, and with paths
/// that are relative to the workspace.
///
/// `output` is its standard output, `directory` the absolute path of the directory it ran in.
[[nodiscard]] std::string ReadableFindings(std::string_view output, std::string_view directory);

/// Those of `files` in which the compiler found errors, by the same output.
[[nodiscard]] std::set<std::string> FilesWithErrors(std::string_view output,
                                                    std::string_view directory,
                                                    std::span<const std::string> files);

}  // namespace starkernel::tools
