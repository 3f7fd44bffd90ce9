#pragma once

#include <expected>
#include <span>
#include <string>
#include <vector>

namespace starkernel::tools {

/// What to analyse, and with what.
struct TidyArguments {
  std::string program;                 ///< clang-tidy.
  std::string checks;                  ///< Its configuration file.
  std::string source;                  ///< Where to write the translation unit.
  std::string report;                  ///< Where to write the findings.
  std::string except{};                ///< Checks of the configuration to leave out, or nothing.
  std::string strict{};                ///< Not empty: findings are printed, and a failure.
  std::string query_program{};         ///< clang-query.
  std::vector<std::string> queries{};  ///< Files of queries, each match of which is a finding.
  std::vector<std::string> files;      ///< What the translation unit includes.
  std::vector<std::string> flags;      ///< The compiler's.
};

/// Reads `--program=P --query-program=Q --checks=C --source=S --report=R [--except=CHECKS]
/// [--strict=yes] [--queries=FILE]... FILE... -- FLAG...`. The error says what is missing or
/// unknown.
[[nodiscard]] std::expected<TidyArguments, std::string> ReadTidyArguments(
    std::span<const std::string> words);

}  // namespace starkernel::tools
