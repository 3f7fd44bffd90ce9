#include "tools/clang_tidy/private_names.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace starkernel::tools {
namespace {

constexpr std::string_view kNamespace = "namespace ";

bool IsOfName(char letter) {
  return letter == '_' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
         (letter >= 'A' && letter <= 'Z');
}

bool IsMacro(std::string_view name) {
  return std::ranges::none_of(name, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

// What is declared in a line that begins a declaration: the last name before its parameters,
// value, bases or body. Empty if there is none, or it is a member's definition.
std::string_view DeclaredIn(std::string_view line) {
  std::string_view head = line.substr(0, line.find_first_of("({=;["));
  head = head.substr(0, head.find(" : "));
  head = head.substr(0, head.find(" final"));
  while (!head.empty() && !IsOfName(head.back())) {
    head.remove_suffix(1);
  }
  std::size_t begin = head.size();
  while (begin > 0 && IsOfName(head[begin - 1])) {
    --begin;
  }
  const bool qualified = begin > 0 && head[begin - 1] == ':';
  const std::string_view name = head.substr(begin);
  return qualified || begin == 0 || IsMacro(name) ? std::string_view() : name;
}

}  // namespace

std::set<std::string> PrivateNames(std::string_view source) {
  std::set<std::string> names;
  std::string_view around;
  bool is_private = false;
  while (!source.empty()) {
    const std::size_t end = source.find('\n');
    const std::string_view line = source.substr(0, end);
    source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
    if (line == "namespace {") {
      is_private = true;
    } else if (line.starts_with(kNamespace)) {
      around = line.substr(kNamespace.size(), line.find(" {") - kNamespace.size());
    } else if (line.starts_with("}  // namespace")) {
      is_private = false;
    } else if (is_private && !line.empty() && IsOfName(line.front())) {
      if (const std::string_view name = DeclaredIn(line); !name.empty()) {
        names.insert(std::string(around) + "::" + std::string(name));
      }
    }
  }
  return names;
}

}  // namespace starkernel::tools
