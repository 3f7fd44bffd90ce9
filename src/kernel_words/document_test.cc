#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/forthvm/prompt_document.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_module.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/test_kernel.h"

namespace starkernel::kernel_words {
namespace {

constexpr const char* kDocument = "docs/kernel-words.md";

TEST(KernelWordsDocument, ShowsWhatThePromptAnswers) {
  const forthvm::PromptDocument document = forthvm::ReadPromptDocument(kDocument);
  TestKernel kernel(VmId(0));
  ASSERT_TRUE(GrantRootCapabilities(kernel.table(), kernel.holder()).ok());
  forthvm::VmHarness vm;
  vm.host().door = &kernel.door();
  vm.Go();
  EXPECT_GT(forthvm::ExpectSessions(vm, document), 4);
}

/// A word's row begins with its name and stack effect, or the name alone.
TEST(KernelWordsDocument, NamesEveryKernelWordWithItsStackEffect) {
  const std::ifstream file(kDocument);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  constexpr std::array<std::string_view, 5> kModules{"VM instances", "messages", "shared memory",
                                                     "capabilities", "devices"};
  int words = 0;
  for (const forthvm::WordModule& module : forthvm::WordModules()) {
    if (std::ranges::contains(kModules, module.name)) {
      for (const forthvm::Word& word : module.words) {
        ++words;
        const std::string name(word.name);
        EXPECT_TRUE(document.contains("`" + name + "`") ||
                    document.contains("`" + name + " " + std::string(word.stack_effect) + "`"))
            << name;
      }
    }
  }
  EXPECT_GT(words, 50);
}

}  // namespace
}  // namespace starkernel::kernel_words
