#include "tools/fence/check_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/file_report.h"
#include "tools/fence/find_operations.h"
#include "tools/fence/finding.h"
#include "tools/fence/safety_comments.h"
#include "tools/fence/token.h"
#include "tools/fence/tokenizer.h"
#include "tools/fence/unsafe_operation.h"
#include "tools/fence/views.h"

namespace starkernel::fence {
namespace {

constexpr auto kExtensions = std::to_array<std::string_view>(
    {".h",   ".cc",  ".S",   ".c",   ".C",   ".cpp", ".cxx", ".c++", ".cppm", ".hh", ".hpp",
     ".hxx", ".inc", ".inl", ".ipp", ".tcc", ".s",   ".asm", ".ll",  ".a",    ".o"});

// What `#embed` brings in are numbers, never code.
constexpr auto kDirectives =
    std::to_array<std::string_view>({"define", "embed", "error", "include", "pragma", "undef"});

// Below src they are refused: analysis is of one machine and one set of macros, and would not see
// the other side.
constexpr auto kConditionals =
    std::to_array<std::string_view>({"elif", "else", "endif", "if", "ifdef", "ifndef"});

bool IsCpp(std::string_view path) { return path.ends_with(".h") || path.ends_with(".cc"); }

/// A comment that silences the analyser has to name the check it means.
bool IsVagueSilence(const Token& token) {
  constexpr std::string_view kWord = "NOLINT";
  const std::size_t behind = token.text.find(kWord) + kWord.size();
  const std::string_view rest = std::string_view(token.text).substr(behind);
  return !rest.starts_with("(") && !rest.starts_with("NEXTLINE(") && !rest.starts_with("BEGIN(") &&
         !rest.starts_with("END(");
}

class FileCheck {
 public:
  FileCheck(const std::string& path, std::string_view contents) : tokens_(Tokenize(contents)) {
    report_.path = path;
    report_.fenced = IsFenced(path);
    report_.lines = static_cast<std::size_t>(std::ranges::count(contents, '\n'));
    std::set<std::size_t> lines;
    for (const Token& token : tokens_) {
      if (token.kind != TokenKind::kComment) {
        lines.insert(token.line);
      }
    }
    report_.code_lines = lines.size();
  }

  FileReport Run() {
    if (report_.path.ends_with(".S")) {
      operations_ = FindRoutines(tokens_);
      Keep(FindUnexplainedRoutines(report_.path, tokens_, operations_));
    } else if (IsCpp(report_.path)) {
      CheckCpp();
    } else {
      Find(1, "source files are named .h, .cc or .S, so that they can be told");
    }
    if (report_.fenced && operations_.empty()) {
      Find(1, "holds nothing unsafe: name it without _unsafe");
    }
    for (const Operation& operation : operations_) {
      ++report_.counts.at(static_cast<std::size_t>(operation.kind));
    }
    return report_;
  }

 private:
  void Find(std::size_t line, std::string message) {
    report_.findings.push_back({.path = report_.path, .line = line, .message = std::move(message)});
  }

  void Keep(const std::vector<Finding>& findings) {
    report_.findings.insert(report_.findings.end(), findings.begin(), findings.end());
  }

  void CheckCpp() {
    declarations_ = FindDeclarations(tokens_);
    operations_ = FindOperations(tokens_);
    if (report_.fenced || report_.path.ends_with("_test.cc")) {
      // What the fence trusts itself with is part of its regions; tests tell it untruths.
      std::erase_if(operations_, [](const Operation& one) { return one.kind == Kind::kDuty; });
    }
    std::vector<Operation> to_explain;
    for (const Operation& operation : operations_) {
      if (operation.text == "NOLINT") {
        CheckSilence(operation);
      } else if (report_.fenced || operation.kind == Kind::kEscape ||
                 operation.kind == Kind::kDuty) {
        to_explain.push_back(operation);
      } else {
        Find(operation.line, "'" + operation.text + "' (" + std::string(NameOf(operation.kind)) +
                                 ") outside the fence: unsafe operations stand in files named "
                                 "*_unsafe.h, *_unsafe.cc or *.S (docs/safe-subset.md)");
      }
    }
    if (report_.fenced) {
      AddForeign(to_explain);
    }
    Keep(FindUnexplained(report_.path, tokens_, declarations_, to_explain));
    CheckDirectives();
    CheckIncludes();
    if (report_.path.starts_with("src/") && report_.path.ends_with(".h")) {
      const ViewReport views = CheckViews(report_.path, tokens_, declarations_);
      Keep(views.findings);
      operations_.insert(operations_.end(), views.unbound.begin(), views.unbound.end());
    }
  }

  void CheckSilence(const Operation& operation) {
    if (IsVagueSilence(tokens_.at(operation.token))) {
      Find(operation.line, "NOLINT (escape) without the name of the check that it silences");
    }
  }

  /// `extern "C"` in front of a block or of a prototype: the compiler cannot compare these with
  /// the code they stand for.
  void AddForeign(std::vector<Operation>& to_explain) {
    for (const Declaration& declaration : declarations_) {
      const Token& first = tokens_.at(declaration.begin);
      const bool linkage =
          first.Is("extern") && tokens_.at(declaration.begin + 1).kind == TokenKind::kLiteral;
      if (linkage && declaration.head_end == declaration.end) {
        const Operation foreign{.kind = Kind::kForeign,
                                .token = declaration.begin,
                                .line = first.line,
                                .text = "extern \"C\""};
        operations_.push_back(foreign);
        to_explain.push_back(foreign);
      }
    }
  }

  /// A line marker would pass our code off as a library's, which no warning is about, and other
  /// ways to include would take in what nobody looks at.
  void CheckDirectives() {
    for (std::size_t index = 0; index + 1 < tokens_.size(); ++index) {
      const Token& mark = tokens_.at(index);
      const Token& name = tokens_.at(index + 1);
      const bool first = index == 0 || tokens_.at(index - 1).line != mark.line;
      const bool known =
          std::ranges::contains(kDirectives, name.text) ||
          (!report_.path.starts_with("src/") && std::ranges::contains(kConditionals, name.text));
      if (mark.Is("#") && mark.directive && first && name.directive && !known) {
        Find(mark.line, "'#" + name.text + "' is none of the directives that sources may have");
      }
    }
  }

  /// Only headers are included: another file would be code that nobody looks at.
  void CheckIncludes() {
    for (std::size_t index = 0; index + 2 < tokens_.size(); ++index) {
      if (!tokens_.at(index).Is("#") || !tokens_.at(index).directive ||
          !tokens_.at(index + 1).Is("include")) {
        continue;
      }
      const Token& included = tokens_.at(index + 2);
      const bool header = included.kind == TokenKind::kLiteral &&
                          (included.text.ends_with(".h") || !included.text.contains('.'));
      if (!header) {
        Find(included.line, "'" + included.text + "' is included but is no header named .h");
      }
    }
  }

  std::vector<Token> tokens_;
  std::vector<Declaration> declarations_;
  std::vector<Operation> operations_;
  FileReport report_;
};

}  // namespace

bool IsSource(std::string_view path) {
  return std::ranges::any_of(
      kExtensions, [path](std::string_view extension) { return path.ends_with(extension); });
}

bool IsFenced(std::string_view path) { return path.contains("_unsafe.") || path.ends_with(".S"); }

FileReport CheckFile(const std::string& path, std::string_view contents) {
  return FileCheck(path, contents).Run();
}

}  // namespace starkernel::fence
