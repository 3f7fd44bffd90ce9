#include "tools/clang_tidy/arguments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace starkernel::tools {
namespace {

using Option = std::pair<std::string_view, std::string TidyArguments::*>;

constexpr std::array<Option, 7> kOptions = {
    Option{"--program=", &TidyArguments::program},
    Option{"--query-program=", &TidyArguments::query_program},
    Option{"--checks=", &TidyArguments::checks},
    Option{"--source=", &TidyArguments::source},
    Option{"--report=", &TidyArguments::report},
    Option{"--except=", &TidyArguments::except},
    Option{"--strict=", &TidyArguments::strict},
};

constexpr std::size_t kNeeded = 5;  // Of the options: the first so many.

constexpr std::string_view kQueries = "--queries=";  // May be there several times.

}  // namespace

std::expected<TidyArguments, std::string> ReadTidyArguments(std::span<const std::string> words) {
  TidyArguments arguments;
  const auto end = std::ranges::find(words, "--");
  for (const std::string& word : words.first(static_cast<std::size_t>(end - words.begin()))) {
    const auto option = std::ranges::find_if(
        kOptions, [&](const Option& known) { return word.starts_with(known.first); });
    if (option != kOptions.end()) {
      arguments.*option->second = word.substr(option->first.size());
    } else if (word.starts_with(kQueries)) {
      arguments.queries.push_back(word.substr(kQueries.size()));
    } else if (word.starts_with('-')) {
      return std::unexpected("unknown option " + word);
    } else {
      arguments.files.push_back(word);
    }
  }
  for (const auto& [prefix, member] : std::span(kOptions).first(kNeeded)) {
    if ((arguments.*member).empty()) {
      return std::unexpected(std::string(prefix) + " is missing");
    }
  }
  if (end != words.end()) {
    arguments.flags.assign(end + 1, words.end());
  }
  return arguments;
}

}  // namespace starkernel::tools
