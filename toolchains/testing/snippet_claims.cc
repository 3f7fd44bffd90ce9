#include "toolchains/testing/snippet_claims.h"

#include <array>
#include <cstddef>

namespace starkernel::snippet_claims {
namespace {

// A shorter text would match by accident.
constexpr std::size_t kShortestText = 12;

// A warning that is no error would not stop a build. The others prove even less.
constexpr std::array<std::string_view, 3> kRefused = {
    "expected-no-diagnostics",
    "expected-warning",
    "expected-remark",
};

constexpr std::string_view kDirective = "expected-error";

// The text between the braces of a directive that begins `directive`, or nothing.
std::string_view TextOf(std::string_view directive) {
  const std::size_t line_end = directive.find('\n');
  const std::string_view line = directive.substr(0, line_end);
  const std::size_t begin = line.find("{{");
  const std::size_t end = line.rfind("}}");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + 2) {
    return {};
  }
  return line.substr(begin + 2, end - begin - 2);
}

// Between its name and its text a directive may say where, not how often: `0+` allows silence.
bool SaysHowOften(std::string_view directive) {
  const std::string_view head = directive.substr(0, directive.find("{{"));
  return head.find(' ') != std::string_view::npos &&
         head.find_first_of("0123456789+", head.find(' ')) != std::string_view::npos;
}

}  // namespace

SnippetClaims ReadClaims(std::string_view source) {
  SnippetClaims claims;
  for (const std::string_view refused : kRefused) {
    if (source.find(refused) != std::string_view::npos) {
      claims.problem = std::string(refused) + " proves nothing here";
    }
  }
  for (std::size_t at = source.find(kDirective); at != std::string_view::npos;
       at = source.find(kDirective, at + 1)) {
    const std::string_view directive = source.substr(at);
    claims.errors.emplace_back(TextOf(directive));
    if (claims.errors.back().size() < kShortestText) {
      claims.problem = "the text of an expected error is too short to tell it from others";
    } else if (SaysHowOften(directive)) {
      claims.problem = "an expected error says how often it comes";
    }
  }
  if (claims.errors.empty()) {
    claims.problem = "no error is expected";
  }
  return claims;
}

}  // namespace starkernel::snippet_claims
