// Runs clang-tidy and clang-query over many files as one translation unit and writes down what they
// find. Having
// findings is no failure unless asked for: tests print them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tools/clang_tidy/arguments.h"
#include "tools/clang_tidy/findings.h"
#include "tools/clang_tidy/private_names.h"
#include "tools/clang_tidy/query_matches.h"
#include "tools/clang_tidy/translation_unit.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"

namespace starkernel::tools {
namespace {

constexpr std::chrono::seconds kAnalysisLimit{600};

bool WriteFile(const std::string& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  return stream.good();
}

std::string ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Those of `files` that define a `main`.
std::set<std::string> ProgramsOf(std::span<const std::string> files) {
  std::set<std::string> programs;
  for (const std::string& file : files) {
    if (ReadFile(file).contains("\nint main(")) {
      programs.insert(file);
    }
  }
  return programs;
}

// Takes from `files` those whose names seem to clash with those of files before them.
std::vector<std::string> TakeClashing(std::vector<std::string>& files) {
  std::set<std::string> taken;
  std::vector<std::string> clashing;
  std::erase_if(files, [&](const std::string& file) {
    const std::set<std::string> names = PrivateNames(ReadFile(file));
    if (std::ranges::any_of(names, [&](const auto& name) { return taken.contains(name); })) {
      clashing.push_back(file);
      return true;
    }
    taken.insert(names.begin(), names.end());
    return false;
  });
  return clashing;
}

// What clang-tidy prints about `files`; the error is why it could not be run.
std::expected<std::string, std::string> Analyse(const TidyArguments& arguments,
                                                std::span<const std::string> files) {
  if (!WriteFile(arguments.source, TranslationUnitOf(files, ProgramsOf(files)))) {
    return std::unexpected("cannot write " + arguments.source);
  }
  std::vector<std::string> command = {arguments.program,
                                      "--quiet",
                                      "--config-file=" + arguments.checks,
                                      "--checks=" + arguments.except,
                                      arguments.source,
                                      "--"};
  command.insert(command.end(), arguments.flags.begin(), arguments.flags.end());
  // Warnings are the compiler's task.
  command.insert(command.end(), {"-Wno-everything", "-ferror-limit=0"});
  auto run = RunCaptured({.command = command}, "", kAnalysisLimit);
  if (!run) {
    return std::unexpected(run.error());
  }
  if (run->end.signalled || (!run->end.success() && run->output.empty())) {
    return std::unexpected("clang-tidy ended with " + DescribeEnd(run->end) + ": " + run->error);
  }
  return run->output;
}

// What the queries find in the translation unit that was analysed last.
std::expected<std::string, std::string> Query(const TidyArguments& arguments) {
  std::vector<std::string> command = {arguments.query_program};
  for (const std::string& queries : arguments.queries) {
    command.insert(command.end(), {"-f", queries});
  }
  command.insert(command.end(), {arguments.source, "--"});
  command.insert(command.end(), arguments.flags.begin(), arguments.flags.end());
  command.insert(command.end(), {"-Wno-everything", "-ferror-limit=0"});
  auto run = RunCaptured({.command = command}, "", kAnalysisLimit);
  if (!run) {
    return std::unexpected(run.error());
  }
  // A query that it does not understand is an error, and so is one that it did not come to.
  if (!run->end.success()) {
    return std::unexpected("clang-query ended with " + DescribeEnd(run->end) + ": " + run->error +
                           run->output);
  }
  return QueryMatches(run->output);
}

// Files that define the same name for themselves alone cannot share a translation unit: the later
// ones go to the next one, and so do those in which the compiler still complains.
std::expected<std::string, std::string> AnalyseAll(const TidyArguments& arguments,
                                                   const std::string& directory) {
  std::string findings;
  std::vector<std::string> files = arguments.files;
  while (!files.empty()) {
    std::vector<std::string> put_off = TakeClashing(files);
    auto output = Analyse(arguments, files);
    while (output) {
      const std::set<std::string> clashing = FilesWithErrors(*output, directory, files);
      if (clashing.empty() || clashing.size() == files.size()) {
        break;
      }
      std::erase_if(files, [&](const std::string& file) { return clashing.contains(file); });
      for (const std::string& file : clashing) {
        std::fprintf(stderr, "clang_tidy: one more round for %s, whose names clash with others\n",
                     file.c_str());
      }
      put_off.insert(put_off.end(), clashing.begin(), clashing.end());
      output = Analyse(arguments, files);
    }
    if (!output) {
      return output;
    }
    findings += ReadableFindings(*output, directory);
    if (!arguments.queries.empty()) {
      const auto matches = Query(arguments);
      if (!matches) {
        return matches;
      }
      findings += ReadableFindings(*matches, directory);
    }
    files = std::move(put_off);
  }
  return findings;
}

int Run(std::span<const std::string> words) {
  const auto arguments = ReadTidyArguments(words);
  if (!arguments) {
    std::fprintf(stderr, "clang_tidy: %s\n", arguments.error().c_str());
    return 2;
  }
  const auto findings = AnalyseAll(*arguments, std::filesystem::current_path().string());
  if (!findings) {
    std::fprintf(stderr, "clang_tidy: %s\n", findings.error().c_str());
    return 1;
  }
  if (!arguments->strict.empty() && !findings->empty()) {
    std::fputs(findings->c_str(), stderr);
    return 1;
  }
  return WriteFile(arguments->report, *findings) ? 0 : 1;
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Run(starkernel::tools::CommandLine(count, values));
}
