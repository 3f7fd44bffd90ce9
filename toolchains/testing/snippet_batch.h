#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::snippet_claims {

/// Snippets in one file, each in a namespace of its own, so that compiling them together costs
/// little more than one of them.
class SnippetBatch {
 public:
  /// `name` becomes the name of the namespace.
  void Add(std::string_view name, std::string_view source);

  /// The file.
  [[nodiscard]] const std::string& source() const [[clang::lifetimebound]] { return source_; }

  /// By snippet, in the order of adding: whether nothing in what Clang's -verify says of the file
  /// `file` concerns it. False for all if something concerns none of them.
  [[nodiscard]] std::vector<bool> Undisputed(std::string_view file,
                                             std::string_view complaints) const;

 private:
  std::string source_;
  std::size_t lines_ = 0;
  std::vector<std::size_t> ends_;  ///< By snippet, its last line; lines count from 1.
};

}  // namespace starkernel::snippet_claims
