#include "tools/fence/views.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/finding.h"
#include "tools/fence/signature.h"
#include "tools/fence/token.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

constexpr auto kReasons = std::to_array<std::string_view>({"static storage", "other owner"});

/// The reason of a comment among the tokens that begins with `opening`, like "Unbound (REASON):
/// ..."; nothing if there is no such comment, empty if its reason is none of ours or is not
/// explained.
std::optional<std::string> ReasonWithin(const std::vector<Token>& tokens, std::size_t begin,
                                        std::size_t end, std::string_view opening) {
  for (std::size_t index = begin; index < end; ++index) {
    std::string_view text = tokens.at(index).text;
    text.remove_prefix(std::min(text.find_first_not_of("/* \t"), text.size()));
    if (tokens.at(index).kind != TokenKind::kComment || !text.starts_with(opening)) {
      continue;
    }
    text.remove_prefix(opening.size());
    for (const std::string_view reason : kReasons) {
      if (text.starts_with(std::string(reason) + "): ")) {
        return std::string(reason);
      }
    }
    return std::string();
  }
  return std::nullopt;
}

bool NeedsBound(const Signature& signature, const Declaration& declaration) {
  if (signature.returned.empty() || !Refers(signature.returned) || signature.qualified ||
      signature.name == "operator=") {
    return false;
  }
  const bool deleted =
      std::ranges::any_of(signature.behind, [](const Token& token) { return token.Is("delete"); });
  return !deleted && ((declaration.member && !signature.is_static) || Refers(signature.parameters));
}

}  // namespace

ViewReport CheckViews(const std::string& path, const std::vector<Token>& tokens,
                      const std::vector<Declaration>& declarations) {
  ViewReport report;
  for (const Declaration& declaration : declarations) {
    const std::optional<Signature> signature = ParseSignature(tokens, declaration);
    if (!signature.has_value() || signature->lifetimebound ||
        !NeedsBound(*signature, declaration)) {
      continue;
    }
    std::optional<std::string> reason =
        ReasonWithin(tokens, declaration.after, declaration.head_end, "Unbound (");
    if (!reason.has_value()) {
      reason = ReasonWithin(tokens, 0, declaration.head_end, "Unbound, for the whole file (");
    }
    if (reason.has_value() && !reason->empty()) {
      report.unbound.push_back({.kind = Kind::kUnbound,
                                .token = declaration.begin,
                                .line = signature->line,
                                .text = signature->name + ": " + *reason});
      continue;
    }
    report.findings.push_back(
        {.path = path,
         .line = signature->line,
         .message = signature->name + " returns a view: say with [[clang::lifetimebound]] what " +
                    "it must not outlive" +
                    (reason.has_value() ? " (an unknown reason for 'Unbound' is none)" : "")});
  }
  return report;
}

}  // namespace starkernel::fence
