#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
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
        // These end the session or print too much; all else may happen.
        if (word.name != "BYE" && word.name != "WORDS") {
          tokens_.emplace_back(word.name);
        }
      }
    }
  }

  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  std::string Next() {
    switch (Below(10)) {
      case 0: return std::to_string(Below(16));
      case 1: return Number();
      case 2: return "W" + std::to_string(Below(8));
      case 3: return std::to_string(Below(300)) + " EXECUTE";
      case 4: return Garbage();
      case 5: return ": W" + std::to_string(Below(8));
      case 6: return ";";
      default: return tokens_[Below(tokens_.size())];
    }
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

/// Ends whatever the session is in: waiting words get input, endless loops a fresh VM.
bool Settle(VmHarness& vm) {
  for (int runs = 0; runs < 60; ++runs) {
    if (vm.vm().Run(Reductions(20'000)) == RunOutcome::kWaitingForInput) {
      if (vm.host().lines.empty()) {
        return true;
      }
    }
    EXPECT_LE(vm.vm().data_stack().size(), capacity::kDataStack);
    vm.TakeTranscript();
    vm.host().keys = "k";
  }
  return false;
}

/// Whether the VM instance answers after being freed of waiting words and of a base that
/// random tokens have set.
bool StillAnswers(VmHarness& vm) {
  vm.host().keys = "kkkkkkkkkkkkkkkk";
  for (int attempt = 0; attempt < 20; ++attempt) {
    vm.host().lines = {"", "ABORT", "[ ABORT", "#10 BASE !"};
    vm.Go();
    if (vm.Answer("#1 #2 + .").ends_with("3 ok")) {
      return true;
    }
  }
  return false;
}

void FuzzSession(std::uint64_t seed, int lines) {
  TokenSource tokens(seed);
  VmHarness vm({.envelope = KiB(64), .quantum = Reductions(20'000)});
  vm.Go();
  for (int line = 0; line < lines; ++line) {
    std::string text;
    for (std::uint64_t count = 1 + tokens.Below(20); count > 0; --count) {
      text += tokens.Next() + " ";
    }
    vm.host().lines.emplace_back(text);
    if (!Settle(vm)) {
      return;  // An endless loop, which is what the program asked for.
    }
  }
  EXPECT_TRUE(StillAnswers(vm)) << "seed " << seed;
}

TEST(Fuzz, RandomProgramsNeverHarmTheVm) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    FuzzSession(seed, 60);
  }
}

TEST(Fuzz, RandomBytesNeverHarmTheVm) {
  std::mt19937_64 random(7);
  VmHarness vm;
  vm.Go();
  for (int line = 0; line < 3000; ++line) {
    std::string text;
    for (std::uint64_t length = random() % 100; length > 0; --length) {
      text += static_cast<char>(random());
    }
    vm.host().lines.emplace_back(text);
    ASSERT_TRUE(Settle(vm));
  }
  EXPECT_TRUE(StillAnswers(vm));
}

}  // namespace
}  // namespace starkernel::forthvm
