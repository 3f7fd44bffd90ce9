#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// The same VM instance twice, for tests: with the fast engine, and with the plain one alone.
class EnginePair {
 public:
  EnginePair() { plain_.vm().UseEngine(EngineKind::kPlain); }

  /// In lines that are short enough to be typed.
  void Type(std::string_view text) {
    constexpr std::size_t kLine = 500;
    while (text.size() > kLine) {
      const std::size_t end = text.find(' ', kLine);
      if (end == std::string_view::npos) {
        break;
      }
      TypeLine(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    TypeLine(text);
  }

  /// Runs both, a quantum each in turns, until nothing is left to do or `runs` are over. Compares
  /// them whenever they stop: so they stop at the same points, having spent the same.
  void Run(Reductions quantum, int runs, std::string_view program) {
    for (int run = 0; run < runs; ++run) {
      const RunOutcome fast = fast_.vm().Run(quantum);
      const RunOutcome plain = plain_.vm().Run(quantum);
      ASSERT_EQ(fast, plain) << program;
      ASSERT_EQ(fast_.vm().last_spent(), plain_.vm().last_spent()) << program;
      ASSERT_EQ(fast_.vm().owed(), plain_.vm().owed()) << program;
      ASSERT_EQ(fast_.vm().depths(), plain_.vm().depths()) << program;
      ASSERT_EQ(fast_.Stack(), plain_.Stack()) << program;
      if (fast != RunOutcome::kQuantumSpent) {
        break;
      }
    }
    EXPECT_EQ(fast_.host().transcript, plain_.host().transcript) << program;
    EXPECT_TRUE(fast_memory_ == plain_memory_) << program;
    EXPECT_EQ(fast_.vm().here(), plain_.vm().here()) << program;
    EXPECT_EQ(fast_.vm().uncaught(), plain_.vm().uncaught()) << program;
  }

  /// Whether numbers are still understood: no program has changed BASE for those behind it.
  [[nodiscard]] bool UnderstoodNumbers() {
    return fast_.host().transcript.find("undefined word: 2") == std::string::npos;
  }
  [[nodiscard]] const Vm& fast() [[clang::lifetimebound]] { return fast_.vm(); }

 private:
  void TypeLine(std::string_view line) {
    fast_.host().TypeLine(line);
    plain_.host().TypeLine(line);
  }

  static constexpr std::size_t kMemory = std::size_t{256} * 1024;
  std::vector<std::byte> fast_memory_ = std::vector<std::byte>(kMemory);
  std::vector<std::byte> plain_memory_ = std::vector<std::byte>(kMemory);
  VmHarness fast_{VmHarness::Options{.memory = fast_memory_}};
  VmHarness plain_{VmHarness::Options{.memory = plain_memory_}};
};

/// Words and data that programs for both engines use: a word W that increments, three cells V from
/// 1 to 3, a constant C, a value X, a deferred word D that is W, a word B with a DOES> part; MADE
/// and CHANGED want a local that is not there.
inline void TypeBeginning(EnginePair& pair) {
  pair.Type(": W 1+ ; CREATE V 1 , 2 , 3 , 60 CONSTANT C 4 VALUE X DEFER D");
  pair.Type("' W IS D : MAKES CREATE , DOES> @ ; 17 MAKES B");
}

/// The shortcuts of a word's instructions.
[[nodiscard]] inline std::vector<Shortcut> ShortcutsOf(const Vm& vm, std::string_view name) {
  const Dictionary& words = vm.dictionary();
  const WordHeader& header = words.Header(words.Find(name));
  std::vector<Shortcut> shortcuts;
  for (std::uint32_t place = 0; place < header.code_length; ++place) {
    shortcuts.push_back(vm.code().ShortcutAt(header.code_start + place));
  }
  return shortcuts;
}

}  // namespace starkernel::forthvm
