#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {
namespace {

/// Tokens that a program might contain, in no order that makes sense.
class TokenSource {
 public:
  explicit TokenSource(std::uint64_t seed) : random_(seed) {
    for (const WordModule& module : WordModules()) {
      for (const Word& word : module.words) {
        // These end the session, make it new, print too much or, as HIDDEN of what LATEST gives,
        // take the word away that the session is asked for at its end; all else may happen.
        if (word.name != "BYE" && word.name != "WORDS" && word.name != "VLIST" &&
            word.name != "COLD" && word.name != "REBOOT" && word.name != "HIDDEN") {
          tokens_.emplace_back(word.name);
        }
      }
    }
  }

  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  std::string Next() {
    switch (Below(16)) {
      case 0:
      case 1: return std::to_string(Below(16));
      case 2: return Number();
      case 3: return "W" + std::to_string(Below(8));
      case 4: return std::to_string(Below(300)) + " EXECUTE";
      case 5: return Below(20) == 0 ? Garbage() : "DUP";
      default: return tokens_[Below(tokens_.size())];
    }
  }

  /// A line with something on the stack to work on; every third one is a definition.
  std::string Line(int tokens) {
    std::string line = Below(3) == 0 ? ": W" + std::to_string(Below(8)) + " " : "";
    const bool is_definition = !line.empty();
    line += "HERE 8 PAD 3 PAD 5 ";
    for (int count = 0; count < tokens; ++count) {
      line += Next() + " ";
    }
    return is_definition ? line + " ;" : line;
  }

 private:
  std::string Number() {
    switch (Below(5)) {
      case 0: return "-1";
      case 1: return "-9223372036854775808";
      case 2: return "$" + std::to_string(1000 + Below(9000));
      case 3: return "HERE";
      default: return std::to_string(random_());
    }
  }
  std::string Garbage() {
    std::string token;
    for (std::uint64_t length = 1 + Below(6); length > 0; --length) {
      token += static_cast<char>(1 + Below(255));
    }
    return token;
  }

  std::mt19937_64 random_;
  std::vector<std::string> tokens_;
};

/// Runs until the VM instance waits even after some line ends, which end an ACCEPT and are
/// empty lines at the prompt; false for an endless loop.
bool Settle(VmHarness& vm) {
  int waits = 0;
  for (int runs = 0; runs < 60; ++runs) {
    const RunOutcome outcome = vm.vm().Run(Reductions(20'000));
    EXPECT_LE(vm.vm().data_stack().size(), capacity::kDataStack);
    EXPECT_LE(vm.vm().here(), GuestAddr(KiB(64).value()));
    EXPECT_GE(vm.vm().here(), layout::kDataSpace);
    vm.TakeTranscript();
    if (outcome == RunOutcome::kWaitingForInput) {
      if (++waits == 4) {
        // A program may ask for keys forever.
        vm.vm().Break();
      } else if (waits == 5) {
        return true;
      }
      vm.host().TypeKeys(waits < 4 ? "\n" : "");
    }
  }
  return false;
}

/// Words compiled before random programs could redefine what they are made of.
void Prepare(VmHarness& vm) {
  vm.Answer(": THREE?? DECIMAL 1 2 + . ;");
  vm.Answer(": FRESH?? ABORT ; IMMEDIATE");
}
void ExpectStillAnswers(VmHarness& vm) {
  // An ACCEPT or a KEY may be waiting.
  vm.host().TypeKeys("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
  vm.host().TypeLine("FRESH??");
  vm.Go();
  EXPECT_EQ(vm.Answer("THREE??"), "3 ok");
}

/// Feeds a session of its own with random lines; gives how many tokens it took.
int FuzzSession(std::uint64_t seed) {
  constexpr int kLines = 60;
  constexpr int kTokens = 12;
  TokenSource tokens(seed);
  VmHarness vm({.envelope = KiB(64), .quantum = Reductions(20'000)});
  Prepare(vm);
  for (int line = 0; line < kLines; ++line) {
    vm.host().TypeLine(tokens.Line(kTokens));
    if (!Settle(vm)) {
      return line * kTokens;  // An endless loop, which is what the program asked for.
    }
  }
  ExpectStillAnswers(vm);
  return kLines * kTokens;
}

TEST(Fuzz, RandomProgramsNeverHarmTheVm) {
  int tokens = 0;
  for (std::uint64_t seed = 1; tokens < 250'000; ++seed) {
    tokens += FuzzSession(seed);
  }
}

TEST(Fuzz, RandomBytesNeverHarmTheVm) {
  std::mt19937_64 random(7);
  VmHarness vm({.envelope = KiB(64)});
  Prepare(vm);
  for (int line = 0; line < 3000; ++line) {
    std::string text;
    for (std::uint64_t length = random() % 100; length > 0; --length) {
      text += static_cast<char>(random());
    }
    vm.host().TypeLine(text);
    ASSERT_TRUE(Settle(vm));
  }
  ExpectStillAnswers(vm);
}

}  // namespace
}  // namespace starkernel::forthvm
