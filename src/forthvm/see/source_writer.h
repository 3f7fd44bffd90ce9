#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/see/detour.h"
#include "src/forthvm/see/source_layout.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Writes source text that means, where it is interpreted, what it is written for: whatever the
/// number base is and whichever words a program has given the names that it uses.
class SourceWriter {
 public:
  /// Both must outlive the writer.
  SourceWriter(VmState& vm [[clang::lifetimebound]],
               TextWriter::Sink& sink [[clang::lifetimebound]], SourceLayout::Rows rows)
      : vm_(vm), layout_(sink, rows) {}

  /// Text as it is.
  void Plain(std::string_view first, std::string_view second = {}, std::string_view third = {},
             std::string_view fourth = {}) {
    layout_.Piece(first, second, third, fourth);
  }
  void Number(Cell value);

  /// A word of the system, with what it parses behind it.
  void Keyword(std::string_view keyword, std::string_view parsed = {}, std::string_view end = {});
  /// A word of the system behind which a word is named, as TO; nothing is written, and the text has
  /// failed, if no name finds it.
  void Naming(std::string_view keyword, HeaderIndex word);
  /// What compiles the execution of a word.
  void Execution(HeaderIndex word);
  /// What compiles the token of a word, or pushes it: by name if it has one that finds it.
  void Token(std::string_view keyword, Cell token);

  /// Words around what they enclose.
  void Opening(std::string_view keyword);
  void Middle(std::string_view keyword);
  void Closing(std::string_view keyword);

  /// There is no text for what should be shown.
  void Fail() { has_failed_ = true; }
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  [[nodiscard]] SourceLayout& layout() [[clang::lifetimebound]] { return layout_; }

 private:
  [[nodiscard]] HeaderIndex SystemWord(std::string_view name) const;
  void Begin(const Detour& detour);
  void End(const Detour& detour);

  VmState& vm_;
  SourceLayout layout_;
  bool has_failed_ = false;
};

}  // namespace starkernel::forthvm
