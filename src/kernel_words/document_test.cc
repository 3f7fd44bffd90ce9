#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/expect_panic.h"
#include "src/forthvm/prompt_document.h"
#include "src/forthvm/word_module.h"
#include "src/kernel/simulation/kernel_prompt.h"

namespace starkernel::kernel_words {
namespace {

constexpr const char* kDocument = "docs/kernel-words.md";

/// Calls `visit` with each kernel word.
void ForEachWord(const std::function<void(const forthvm::Word&)>& visit) {
  constexpr std::array<std::string_view, 5> kModules{"VM instances", "messages", "shared memory",
                                                     "capabilities", "devices"};
  for (const forthvm::WordModule& module : forthvm::WordModules()) {
    if (std::ranges::contains(kModules, module.name)) {
      std::ranges::for_each(module.words, visit);
    }
  }
}

/// Adds what a line names, also within the text that it hands to another VM instance.
void AddNames(const std::string& line, std::set<std::string>& names) {
  std::istringstream stream(line);
  for (std::string name; stream >> name;) {
    if (name.size() > 1 && name.ends_with('"')) {
      name.pop_back();
    }
    std::ranges::transform(name, name.begin(),
                           [](unsigned char letter) { return std::toupper(letter); });
    names.insert(name);
  }
}

/// Each session is of a VM[0] that has just been started. Every kernel word is typed in one.
TEST(KernelWordsDocument, ShowsWhatThePromptAnswersToEachKernelWord) {
  const forthvm::PromptDocument document = forthvm::ReadPromptDocument(kDocument);
  EXPECT_GT(document.sessions.size(), 10U);
  PrintPanics();
  std::set<std::string> typed;
  for (const std::string& session : document.sessions) {
    kernel::simulation::ReplayedPrompt prompt;
    for (const std::string& line : forthvm::ExpectSession(prompt, session)) {
      AddNames(line, typed);
    }
  }
  std::string missing;
  ForEachWord([&](const forthvm::Word& word) {
    if (const std::string name(word.name); !typed.contains(name)) {
      missing += " " + name;
    }
  });
  EXPECT_EQ(missing, "") << "these have no example that is run";
}

/// A word's row begins with its name and stack effect, or the name alone.
TEST(KernelWordsDocument, NamesEveryKernelWordWithItsStackEffect) {
  const std::ifstream file(kDocument);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  int words = 0;
  ForEachWord([&](const forthvm::Word& word) {
    ++words;
    const std::string name(word.name);
    EXPECT_TRUE(document.contains("`" + name + "`") ||
                document.contains("`" + name + " " + std::string(word.stack_effect) + "`"))
        << name;
  });
  EXPECT_GT(words, 50);
}

}  // namespace
}  // namespace starkernel::kernel_words
