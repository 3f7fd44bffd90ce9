#pragma once

#include <string>
#include <vector>

namespace starkernel::tools {

/// A generated document.
struct Page {
  std::string path;  ///< From the repository's root.
  std::string text;
};

/// The reference of words as the word tables have it: a page for each module, and the index of
/// them. `index` is the index as it is, of which what stands before the first module is kept.
[[nodiscard]] std::vector<Page> WordReference(const std::string& index);

/// The README, whose boot log says how many words VM[0] has.
[[nodiscard]] Page ReadmeWithWordCount(const std::string& readme);

/// Where the index is, and the README.
inline constexpr const char* kWordIndex = "docs/forth-words.md";
inline constexpr const char* kReadme = "README.md";

}  // namespace starkernel::tools
