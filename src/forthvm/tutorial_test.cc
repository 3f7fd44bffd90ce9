#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/prompt_document.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(Tutorial, ShowsWhatThePromptAnswers) {
  const PromptDocument tutorial = ReadPromptDocument("docs/tutorial.md");
  EXPECT_GT(tutorial.sessions.size(), 30U);
  VmHarness vm({.files = tutorial.files, .envelope = MiB(16)});
  vm.Go();
  EXPECT_GT(ExpectSessions(vm, tutorial), 130U);
}

}  // namespace
}  // namespace starkernel::forthvm
