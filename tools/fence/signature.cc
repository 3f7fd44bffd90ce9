#include "tools/fence/signature.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/token.h"

namespace starkernel::fence {
namespace {

using Code = std::vector<Token>;

constexpr auto kNoFunction = std::to_array<std::string_view>(
    {"using", "typedef", "static_assert", "namespace", "concept", "enum", "friend"});

constexpr auto kSpecifiers = std::to_array<std::string_view>(
    {"inline", "constexpr", "consteval", "static", "virtual", "explicit", "extern", "export"});

bool Among(const Token& token, std::span<const std::string_view> names) {
  return std::ranges::any_of(names, [&token](std::string_view name) { return token.Is(name); });
}

const Token& At(const Code& code, std::size_t index) {
  static const Token kNone;
  return index < code.size() ? code.at(index) : kNone;
}

bool Closes(const Token& token) { return token.Is(")") || token.Is("]") || token.Is("}"); }

bool Opens(const Token& token) { return token.Is("(") || token.Is("[") || token.Is("{"); }

/// Index behind the bracket that matches the one at `index`; angle brackets only if that is one.
std::size_t Behind(const Code& code, std::size_t index) {
  const bool angle = At(code, index).Is("<");
  std::size_t depth = 0;
  for (; index < code.size(); ++index) {
    const Token& token = code.at(index);
    if (Opens(token) || (angle && token.Is("<"))) {
      ++depth;
    } else if (Closes(token) || (angle && token.Is(">"))) {
      --depth;
    }
    if (depth == 0) {
      return index + 1;
    }
  }
  return index;
}

/// The head of a declaration without comments, directives and attributes; `bound` tells whether
/// lifetimebound is among these.
Code Head(const std::vector<Token>& tokens, const Declaration& declaration, bool& bound) {
  Code head;
  for (std::size_t index = declaration.begin; index < declaration.head_end; ++index) {
    const Token& token = tokens.at(index);
    if (token.kind != TokenKind::kComment && !token.directive) {
      head.push_back(token);
    }
  }
  Code plain;
  for (std::size_t index = 0; index < head.size();) {
    if (At(head, index).Is("[") && At(head, index + 1).Is("[")) {
      const std::size_t end = Behind(head, index);
      bound = bound || std::any_of(head.begin() + static_cast<std::ptrdiff_t>(index),
                                   head.begin() + static_cast<std::ptrdiff_t>(end),
                                   [](const Token& token) { return token.Is("lifetimebound"); });
      index = end;
    } else {
      plain.push_back(head.at(index++));
    }
  }
  return plain;
}

/// Index behind a requires-clause that starts at `index`.
std::size_t BehindRequires(const Code& code, std::size_t index) {
  ++index;
  while (index < code.size()) {
    while (At(code, index).Is("!")) {
      ++index;
    }
    if (At(code, index).Is("(")) {
      index = Behind(code, index);
    } else {
      ++index;
      while (At(code, index).Is("::")) {
        index += 2;
      }
      if (At(code, index).Is("<")) {
        index = Behind(code, index);
      }
    }
    const bool more = (At(code, index).Is("&") && At(code, index + 1).Is("&")) ||
                      (At(code, index).Is("|") && At(code, index + 1).Is("|"));
    if (!more) {
      return index;
    }
    index += 2;
  }
  return index;
}

/// Index of the parenthesis that opens the parameters; nothing if this declares no function.
std::optional<std::size_t> FindParameters(const Code& code, std::size_t index) {
  for (; index < code.size(); ++index) {
    const Token& token = code.at(index);
    if (token.Is("operator")) {
      // `operator()` has a pair of its own in front.
      ++index;
      if (At(code, index).Is("(")) {
        return index + 2;
      }
      while (index < code.size() && !code.at(index).Is("(")) {
        ++index;
      }
      return index;
    }
    if (token.Is("<")) {
      index = Behind(code, index) - 1;
    } else if (token.Is("decltype") || token.Is("alignas")) {
      index = Behind(code, index + 1) - 1;
    } else if (token.Is("(")) {
      return At(code, index - 1).kind == TokenKind::kIdentifier ? std::optional(index)
                                                                : std::nullopt;
    } else if (token.Is("=") || token.Is("{") || token.Is(";") || token.Is("[")) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Code Part(const Code& code, std::size_t begin, std::size_t end) {
  begin = std::min(begin, code.size());
  end = std::clamp(end, begin, code.size());
  return {code.begin() + static_cast<std::ptrdiff_t>(begin),
          code.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

std::optional<Signature> ParseSignature(const std::vector<Token>& tokens,
                                        const Declaration& declaration) {
  Signature signature;
  const Code code = Head(tokens, declaration, signature.lifetimebound);
  std::size_t index = 0;
  while (index < code.size()) {
    if (Among(code.at(index), kNoFunction)) {
      return std::nullopt;
    }
    if (code.at(index).Is("template")) {
      index = Behind(code, index + 1);
    } else if (code.at(index).Is("requires")) {
      index = BehindRequires(code, index);
    } else if (Among(code.at(index), kSpecifiers) || code.at(index).kind == TokenKind::kLiteral) {
      signature.is_static = signature.is_static || code.at(index).Is("static");
      ++index;
      if (At(code, index - 1).Is("explicit") && At(code, index).Is("(")) {
        index = Behind(code, index);
      }
    } else {
      break;
    }
  }
  const std::optional<std::size_t> open = FindParameters(code, index);
  if (!open.has_value() || *open >= code.size()) {
    return std::nullopt;
  }
  const auto keyword =
      std::ranges::find_if(code.begin() + static_cast<std::ptrdiff_t>(index),
                           code.begin() + static_cast<std::ptrdiff_t>(*open),
                           [](const Token& token) { return token.Is("operator"); });
  const auto at_operator = static_cast<std::size_t>(keyword - code.begin());
  const bool is_operator = at_operator < *open;
  const std::size_t name = is_operator ? at_operator : *open - 1;
  for (std::size_t part = name; part < *open; ++part) {
    signature.name += code.at(part).text;
  }
  signature.line = code.at(name).line;
  signature.qualified = name > index && code.at(name - 1).Is("::");
  signature.returned = Part(code, index, name);
  if (is_operator && name == index) {
    signature.returned = Part(code, name + 1, *open);  // A conversion.
  }
  const std::size_t close = Behind(code, *open);
  signature.parameters = Part(code, *open + 1, close - 1);
  signature.behind = Part(code, close, code.size());
  for (std::size_t at = 0; at + 1 < signature.behind.size(); ++at) {
    if (signature.behind.at(at).Is("->")) {
      signature.returned = Part(signature.behind, at + 1, signature.behind.size());
    }
  }
  return signature;
}

bool Refers(const Code& type) {
  for (std::size_t index = 0; index < type.size(); ++index) {
    const Token& token = type.at(index);
    if (token.Is("(")) {
      index = Behind(type, index) - 1;
    } else if (token.Is("&") || token.Is("*") || token.Is("span") || token.Is("string_view") ||
               token.Is("reference_wrapper")) {
      return true;
    }
  }
  return false;
}

}  // namespace starkernel::fence
