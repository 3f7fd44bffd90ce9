#include "tools/fence/check_build_file.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/check_file.h"
#include "tools/fence/finding.h"

namespace starkernel::fence {
namespace {

struct Word {
  std::string text;
  bool literal = false;  ///< A string.
  std::size_t line = 0;
};

bool IsWordCharacter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '.';
}

/// The words of Starlark: names with their dots, strings without escapes, single punctuation.
std::vector<Word> Words(std::string_view text) {
  std::vector<Word> words;
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const char next = rest.front();
    std::size_t size = 1;
    if (next == '#') {
      size = std::min(rest.find('\n'), rest.size());
    } else if (next == '"' || next == '\'') {
      const bool triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
      const std::string quote(triple ? 3 : 1, next);
      const std::size_t end = std::min(rest.find(quote, quote.size()), rest.size() - quote.size());
      words.push_back({std::string(rest.substr(quote.size(), end - quote.size())), true, line});
      size = end + quote.size();
    } else if (IsWordCharacter(next)) {
      while (size < rest.size() && IsWordCharacter(rest.at(size))) {
        ++size;
      }
      words.push_back({std::string(rest.substr(0, size)), false, line});
    } else if (next != ' ' && next != '\n') {
      words.push_back({std::string(1, next), false, line});
    }
    line += static_cast<std::size_t>(std::ranges::count(rest.substr(0, size), '\n'));
    at += size;
  }
  return words;
}

std::string PackageOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

class BuildCheck {
 public:
  BuildCheck(const std::string& path, std::string_view contents) : words_(Words(contents)) {
    report_.path = path;
    report_.package = PackageOf(path);
  }

  BuildReport Run() {
    for (std::size_t index = 0; index < words_.size(); ++index) {
      const Word& word = words_.at(index);
      if (word.literal) {
        report_.strings.insert(word.text);
      }
      if (report_.path.starts_with("src/")) {
        CheckWord(word);
      }
      if (!word.literal && word.text == "sk_cc_library" && Is(index + 1, "(")) {
        CheckLibrary(index);
      }
    }
    return report_;
  }

 private:
  [[nodiscard]] bool Is(std::size_t index, std::string_view text) const {
    return index < words_.size() && !words_.at(index).literal && words_.at(index).text == text;
  }

  void Find(std::size_t line, std::string message) {
    report_.findings.push_back({.path = report_.path, .line = line, .message = std::move(message)});
  }

  void CheckWord(const Word& word) {
    const std::string& text = word.text;
    if (!word.literal && (text.starts_with("cc_") || text.starts_with("native.") ||
                          text == "genrule" || text.starts_with("objc_"))) {
      Find(word.line, "'" + text + "' under src: targets are made by the macros of " +
                          "//toolchains:cc.bzl, which make warnings errors");
    }
    // Other names for functions that a host has too, and where a benchmark's loops lie.
    const bool harmless =
        (text.starts_with("-D") && text.contains("=starkernel_")) || text == "-falign-loops=64";
    if (word.literal && text.starts_with("-") && !harmless) {
      Find(word.line, "'" + text + "' under src changes what the compiler checks");
    }
    if (!word.literal && (text == "defines" || text == "local_defines" || text == "includes")) {
      Find(word.line, "'" + text + "' under src: what a source means stands in the source");
    }
  }

  /// The words of one attribute of a call, without the name and the equals sign.
  struct Attribute {
    std::vector<Word> words;
    bool given = false;
  };

  [[nodiscard]] Attribute AttributeOf(std::size_t call, std::string_view name) const {
    Attribute attribute;
    std::size_t depth = 0;
    for (std::size_t index = call + 1; index < words_.size(); ++index) {
      depth += Is(index, "(") || Is(index, "[") || Is(index, "{") ? 1 : 0;
      depth -= Is(index, ")") || Is(index, "]") || Is(index, "}") ? 1 : 0;
      if (depth == 0 || (attribute.given && depth == 1 && Is(index, ","))) {
        break;
      }
      if (attribute.given) {
        attribute.words.push_back(words_.at(index));
      } else if (depth == 1 && Is(index, name) && Is(index + 1, "=")) {
        attribute.given = true;
        ++index;
      }
    }
    return attribute;
  }

  void CheckLibrary(std::size_t call) {
    bool fenced = false;
    for (const std::string_view name : {"srcs", "hdrs", "textual_hdrs"}) {
      const Attribute sources = AttributeOf(call, name);
      for (const Word& word : sources.words) {
        fenced = fenced || (word.literal && IsFenced(word.text));
      }
    }
    if (!fenced) {
      return;
    }
    const Attribute name = AttributeOf(call, "name");
    const std::string own = name.words.empty() ? "?" : name.words.front().text;
    FencedTarget target{
        .label = "//" + report_.package + ":" + own, .line = words_.at(call).line, .packages = {}};
    const Attribute visibility = AttributeOf(call, "visibility");
    bool exact = visibility.given;
    for (const Word& word : visibility.words) {
      constexpr std::string_view kPackage = ":__pkg__";
      if (!word.literal) {
        exact = exact && (word.text == "[" || word.text == "]" || word.text == ",");
      } else if (word.text.starts_with("//") && word.text.ends_with(kPackage)) {
        target.packages.push_back(word.text.substr(2, word.text.size() - 2 - kPackage.size()));
      } else {
        exact = exact && word.text == "//visibility:private";
      }
    }
    if (!exact) {
      Find(target.line, target.label + " holds unsafe code: its visibility has to be a list of " +
                            "single packages (\"//src/x:__pkg__\") or \"//visibility:private\"");
    }
    report_.fenced.push_back(target);
  }

  std::vector<Word> words_;
  BuildReport report_;
};

}  // namespace

BuildReport CheckBuildFile(const std::string& path, std::string_view contents) {
  return BuildCheck(path, contents).Run();
}

std::vector<Finding> FindUnusedVisibility(const std::vector<BuildReport>& reports) {
  std::vector<Finding> findings;
  for (const BuildReport& report : reports) {
    for (const FencedTarget& target : report.fenced) {
      // "//src/runtime:runtime" is also written "//src/runtime".
      const std::string short_label = "//" + report.package;
      const bool has_short =
          target.label == short_label + ":" + report.package.substr(report.package.rfind('/') + 1);
      for (const std::string& package : target.packages) {
        const auto user = std::ranges::find(reports, package, &BuildReport::package);
        const bool used =
            user != reports.end() && (user->strings.contains(target.label) ||
                                      (has_short && user->strings.contains(short_label)));
        if (!used) {
          findings.push_back({.path = report.path,
                              .line = target.line,
                              .message = target.label + " holds unsafe code and is visible to //" +
                                         package + ", which does not use it"});
        }
      }
    }
  }
  return findings;
}

}  // namespace starkernel::fence
