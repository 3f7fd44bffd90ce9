#include "toolchains/testing/snippet_batch.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace starkernel::snippet_claims {
namespace {

constexpr std::string_view kNamespace = "namespace starkernel";

// The line of `file` that a line of complaints, "  File FILE Line 7: ...", is about.
std::optional<std::size_t> LineOf(std::string_view complaint, std::string_view file) {
  const std::string head = "  File " + std::string(file) + " Line ";
  if (!complaint.starts_with(head)) {
    return std::nullopt;
  }
  const std::string digits(complaint.substr(head.size()));
  std::size_t line = 0;
  const auto [end, failure] =
      std::from_chars(std::to_address(digits.begin()), std::to_address(digits.end()), line);
  return failure == std::errc() ? std::optional(line) : std::nullopt;
}

}  // namespace

void SnippetBatch::Add(std::string_view name, std::string_view source) {
  std::string own(source);
  const std::size_t opening = own.find(std::string(kNamespace) + " {");
  if (opening != std::string::npos) {
    own.insert(opening + kNamespace.size(), "::" + std::string(name));
  }
  lines_ += static_cast<std::size_t>(std::ranges::count(own, '\n'));
  ends_.push_back(lines_);
  source_ += own;
}

std::vector<bool> SnippetBatch::Undisputed(std::string_view file,
                                           std::string_view complaints) const {
  std::vector<bool> undisputed(ends_.size(), true);
  while (!complaints.empty()) {
    const std::string_view complaint = complaints.substr(0, complaints.find('\n'));
    complaints.remove_prefix(std::min(complaint.size() + 1, complaints.size()));
    // What is not indented is a heading or a sum.
    if (!complaint.starts_with("  ")) {
      continue;
    }
    const std::optional<std::size_t> line = LineOf(complaint, file);
    const auto snippet = std::ranges::lower_bound(ends_, line.value_or(lines_ + 1));
    if (snippet == ends_.end()) {
      return std::vector<bool>(ends_.size(), false);
    }
    undisputed.at(static_cast<std::size_t>(std::distance(ends_.begin(), snippet))) = false;
  }
  return undisputed;
}

}  // namespace starkernel::snippet_claims
