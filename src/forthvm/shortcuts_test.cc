#include "src/forthvm/shortcuts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/engine_pair.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcut_sequences.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_shortcuts.h"

namespace starkernel::forthvm {
namespace {

/// Text that a shortcut is made of.
std::string TextOf(Shortcut part) {
  static constexpr auto kTexts = std::to_array<std::pair<Shortcut, std::string_view>>({
      {Shortcut::kLiteral, "5"},
      {Shortcut::kWideLiteral, "123456789012345"},
      {Shortcut::kCreated, "V"},
      {Shortcut::kConstant, "C"},
      {Shortcut::kCall, "W"},
      {Shortcut::kLocalFetch, "a"},
      {Shortcut::kPickTwo, "2 PICK"},
      {Shortcut::kPickThree, "3 PICK"},
      {Shortcut::kPickFour, "4 PICK"},
      {Shortcut::kBranchIfZero, "IF 1 ELSE 2 THEN"},
      {Shortcut::kBranchBack, "AGAIN"},
      {Shortcut::kLoop, "LOOP"},
  });
  for (const auto& [shortcut, text] : kTexts) {
    if (shortcut == part) {
      return std::string(text);
    }
  }
  for (const word_shortcuts::NamedShortcut& named : word_shortcuts::kNamed) {
    if (named.shortcut == part) {
      return std::string(named.name);
    }
  }
  ADD_FAILURE() << "no text for shortcut " << static_cast<int>(part);
  return "";
}

/// A definition of T that has the sequence, in a loop and with items parked.
std::string DefinitionOf(const ShortcutSequence& sequence) {
  const std::span<const Shortcut> parts = std::span(sequence.parts).first(sequence.count);
  const auto has = [parts](Shortcut part) { return std::ranges::contains(parts, part); };
  std::string text;
  for (const Shortcut part : parts) {
    text += TextOf(part) + " ";
  }
  if (has(Shortcut::kBranchBack)) {
    text = "3 TO X BEGIN X 1- DUP TO X 0< IF EXIT THEN " + text;
  }
  // HERE has no shortcut: nothing longer begins there.
  text = "2 0 DO " + text + (has(Shortcut::kLoop) ? "" : "HERE DROP LOOP");
  // What is left on the return stack makes EXIT throw, which is done alike, too.
  const bool parked = has(Shortcut::kTake) || has(Shortcut::kTakeTwo) || has(Shortcut::kParked);
  text = (parked ? "28688 >R 3 >R 28680 >R 3 >R " : "") + text + (parked ? " R> DROP" : "");
  return ": T " + std::string(has(Shortcut::kLocalFetch) ? "{: a | b :} " : "") + text + " ;";
}

TEST(Shortcuts, EachSequenceDoesWhatItsInstructionsDo) {
  for (std::size_t place = 0; place < kShortcutSequences.size(); ++place) {
    EnginePair pair;
    TypeBeginning(pair);
    const std::string definition = DefinitionOf(kShortcutSequences.at(place));
    pair.Type(definition);
    for (const std::string_view items :
         {"", "3", "28680", "3 28680", "28680 3", "5 3 28680", "1 0 28688 28680", "9 8 7 5 5 0",
          "9 8 7 4 0 5", "28680 28680 28688 28672 28676", "1 2 0 28680 28688 262140"}) {
      pair.Type(std::string(items) + " T .S 0 SP!");
    }
    pair.Run(Reductions(100'000), 1000, definition);
    const auto wanted = static_cast<Shortcut>(kFirstSequence + place);
    EXPECT_TRUE(std::ranges::contains(ShortcutsOf(pair.fast(), "T"), wanted)) << definition;
    for (const std::string_view depth : {"1019", "1020", "1021", "1022", "1023", "1024"}) {
      pair.Type(": FILLED " + std::string(depth) + " 0 DO 28680 LOOP ; FILLED T DEPTH . 0 SP!");
    }
    pair.Run(Reductions(100'000), 1000, definition);
    for (const Reductions quantum : {Reductions(1), Reductions(4)}) {
      pair.Type("1 2 28688 3 5 28680 T .S 0 SP!");
      pair.Run(quantum, 100'000, definition);
    }
    ASSERT_TRUE(pair.UnderstoodNumbers()) << definition;
  }
}

/// The number of the sequence of these.
template <typename... Parts>
Shortcut Together(Parts... parts) {
  const ShortcutSequence wanted{.parts = {parts...}, .count = sizeof...(parts)};
  const auto* const found = std::ranges::find_if(
      kShortcutSequences,
      [&wanted](const ShortcutSequence& sequence) { return sequence.parts == wanted.parts; });
  EXPECT_NE(found, kShortcutSequences.end());
  return static_cast<Shortcut>(kFirstSequence +
                               static_cast<std::size_t>(found - kShortcutSequences.begin()));
}

TEST(Shortcuts, AnInstructionHasTheLongestSequenceThatBeginsWithIt) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": T DUP 2 < IF DROP HERE THEN ; 3 T ."), "3 ok");
  using enum Shortcut;
  EXPECT_EQ(ShortcutsOf(vm.vm(), "T"),
            (std::vector{Together(kDup, kLiteral, kLess, kBranchIfZero),
                         Together(kLiteral, kLess, kBranchIfZero), Together(kLess, kBranchIfZero),
                         kBranchIfZero, kDrop, kNone, kExit}));
}

TEST(Shortcuts, WhatDependsOnAnOperandIsTold) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": T BEGIN 2 PICK 7 PICK AHEAD THEN 3 UNTIL ;"), "ok");
  using enum Shortcut;
  EXPECT_EQ(ShortcutsOf(vm.vm(), "T"), (std::vector{kPickTwo, kPick, kLiteral, kPick, kBranch,
                                                    kThree, kBranchBackIfZero, kExit}));
}

TEST(Shortcuts, ABranchBackToThePlainEngineIsLeftToIt) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": T BEGIN HERE DROP AGAIN ; : U BEGIN DUP DROP AGAIN ;"), "ok");
  using enum Shortcut;
  EXPECT_EQ(ShortcutsOf(vm.vm(), "T"), (std::vector{kNone, kDrop, kNone, kExit}));
  EXPECT_EQ(ShortcutsOf(vm.vm(), "U"), (std::vector{kDup, kDrop, kBranchBack, kExit}));
}

}  // namespace
}  // namespace starkernel::forthvm
