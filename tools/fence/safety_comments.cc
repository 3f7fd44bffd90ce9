#include "tools/fence/safety_comments.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/finding.h"
#include "tools/fence/token.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

/// Whether the comment begins with `opening` and goes on.
bool Opens(const Token& token, std::string_view opening) {
  if (token.kind != TokenKind::kComment) {
    return false;
  }
  std::string_view text = token.text;
  text.remove_prefix(std::min(text.find_first_not_of("/*!< \t\n"), text.size()));
  return text.starts_with(opening) &&
         text.substr(opening.size()).find_first_not_of(" \t\n.") != std::string_view::npos;
}

bool ExplainedWithin(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  for (std::size_t index = begin; index < end && index < tokens.size(); ++index) {
    if (Opens(tokens.at(index), "SAFETY:")) {
      return true;
    }
  }
  return false;
}

/// Index of the first token from which on the whole file is explained.
std::size_t WholeFile(const std::vector<Token>& tokens) {
  const auto found = std::ranges::find_if(
      tokens, [](const Token& token) { return Opens(token, "SAFETY, for the whole file:"); });
  return static_cast<std::size_t>(found - tokens.begin());
}

/// Index of the pragma `... end` that closes the one at `token`; the end of the file if none does.
std::size_t PragmaEnd(const std::vector<Token>& tokens, std::size_t token) {
  for (std::size_t index = token + 1; index < tokens.size(); ++index) {
    if (tokens.at(index).directive && (tokens.at(index).Is("end") || tokens.at(index).Is("pop"))) {
      return index;
    }
  }
  return tokens.size();
}

Finding Unexplained(const std::string& path, const Operation& operation) {
  return {.path = path,
          .line = operation.line,
          .message = "'" + operation.text + "' (" + std::string(NameOf(operation.kind)) +
                     ") has no SAFETY: comment directly above its declaration or before it in it"};
}

}  // namespace

std::vector<Finding> FindUnexplained(const std::string& path, const std::vector<Token>& tokens,
                                     const std::vector<Declaration>& declarations,
                                     const std::vector<Operation>& operations) {
  std::vector<Finding> findings;
  const std::size_t whole_file = WholeFile(tokens);
  for (const Operation& operation : operations) {
    // The declaration that holds the operation, or the first behind it.
    const auto holder = std::ranges::find_if(
        declarations, [&operation](const Declaration& item) { return operation.token < item.end; });
    const std::size_t begin = holder == declarations.end() ? 0 : holder->after;
    const std::size_t end =
        operation.kind == Kind::kPragma ? PragmaEnd(tokens, operation.token) : operation.token;
    if (operation.token < whole_file && !ExplainedWithin(tokens, begin, end)) {
      findings.push_back(Unexplained(path, operation));
    }
  }
  return findings;
}

std::vector<Operation> FindRoutines(const std::vector<Token>& tokens) {
  std::vector<Operation> routines;
  for (std::size_t index = 0; index + 5 < tokens.size(); ++index) {
    if (tokens.at(index).Is(".") && tokens.at(index + 1).Is("type") &&
        tokens.at(index + 3).Is(",") && tokens.at(index + 5).Is("function")) {
      const Token& name = tokens.at(index + 2);
      routines.push_back(
          {.kind = Kind::kAssembly, .token = index, .line = name.line, .text = name.text});
    }
  }
  return routines;
}

std::vector<Finding> FindUnexplainedRoutines(const std::string& path,
                                             const std::vector<Token>& tokens,
                                             const std::vector<Operation>& routines) {
  std::vector<Finding> findings;
  std::size_t begin = 0;
  for (const Operation& routine : routines) {
    std::size_t label = routine.token;
    while (label < tokens.size() && !(tokens.at(label).Is(routine.text) &&
                                      label + 1 < tokens.size() && tokens.at(label + 1).Is(":"))) {
      ++label;
    }
    if (!ExplainedWithin(tokens, begin, label)) {
      findings.push_back({.path = path,
                          .line = routine.line,
                          .message = "routine " + routine.text + " has no SAFETY: comment"});
    }
    begin = label;
  }
  return findings;
}

}  // namespace starkernel::fence
