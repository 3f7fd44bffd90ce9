#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/test_effort.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/random_program.h"
#include "src/forthvm/vm_harness.h"

/// That programs do the same with every engine that is built in, and with those of `more`.
namespace starkernel::forthvm {

/// Runs programs that are made by chance, one after the other, in lanes that are used again while
/// they can be born again.
class RandomTrial {
 public:
  explicit RandomTrial(std::span<const AttachedEngine> more) : more_(more) {}

  /// The program of a seed.
  void Try(std::uint64_t seed) {
    BeginAnew(seed);
    std::string all = "seed " + std::to_string(seed);
    for (const std::string_view line : RandomProgram::kBeginning) {
      lanes().Type(line);
    }
    EXPECT_TRUE(lanes().RunOn(Quanta::Of(kLong), kFew, all)) << all;
    for (const auto& [definition, use] : ProgramOf(seed)) {
      all += "\n" + definition + "\n" + use;
      lanes().Type(definition);
      static_cast<void>(lanes().RunOn(Quanta::Of(kLong), kFew, all));
      lanes().TypeLine(use);
      Finish(seed, all);
    }
    static_cast<void>(lanes().Run(Quanta::Of(1), 1, all));
  }

  /// How many uses of definitions ended, and how many had to be broken off.
  [[nodiscard]] std::uint64_t ended() const { return ended_; }
  [[nodiscard]] std::uint64_t broken_off() const { return broken_off_; }
  /// How often lanes could be used again.
  [[nodiscard]] std::uint64_t born_again() const { return born_again_; }

 private:
  static constexpr std::uint64_t kLong = 1000;
  static constexpr int kFew = 20;
  static constexpr int kBreaks = 3;
  static constexpr std::array<int, Quanta::kKinds> kRuns{500, 300, 10, 30};

  /// Runs what was typed until it ends or is broken off. By small quanta, which stop it at each
  /// point, it runs only as long as by large ones.
  void Finish(std::uint64_t seed, const std::string& all) {
    if (lanes().RunOn(Quanta::Number(seed), kRuns.at(seed % Quanta::kKinds), all) ||
        lanes().RunOn(Quanta::Of(kLong), kFew, all)) {
      ++ended_;
      return;
    }
    ++broken_off_;
    for (int breaks = 0; breaks < kBreaks && !lanes().waits_for_input(); ++breaks) {
      lanes().Break();
      static_cast<void>(lanes().RunOn(Quanta::Of(kLong), kFew, all + "\nand a break"));
    }
  }

  /// Has lanes without anything of the last program: one in four times with code of their own.
  void BeginAnew(std::uint64_t seed) {
    const bool is_shared = (seed / Quanta::kKinds) % 4 != 0;
    lanes_ = &made_.at(is_shared ? 1 : 0);
    if (*lanes_ != nullptr && lanes().waits_for_input()) {
      lanes().TakeTranscript();
      lanes().TypeLine("COLD");
      if (lanes().RunOn(Quanta::Of(kLong), kFew, "COLD") && lanes().IsAtPrompt() &&
          lanes().TakeTranscript().find("THROW") == std::string::npos) {
        ++born_again_;
        return;
      }
    }
    *lanes_ = std::make_unique<EngineLanes>(is_shared ? &model_.vm() : nullptr, more_);
  }
  [[nodiscard]] EngineLanes& lanes() [[clang::lifetimebound]] { return **lanes_; }

  std::span<const AttachedEngine> more_;
  VmHarness model_;
  std::array<std::unique_ptr<EngineLanes>, 2> made_;
  std::unique_ptr<EngineLanes>* lanes_ = nullptr;
  std::uint64_t ended_ = 0;
  std::uint64_t broken_off_ = 0;
  std::uint64_t born_again_ = 0;
};

/// Programs that are made by chance, by the seeds from STARKERNEL_SEED on, or from 0.
inline void ExpectRandomProgramsAlike(std::uint64_t programs,
                                      std::span<const AttachedEngine> more = {}) {
  constexpr std::uint64_t kProgress = 50'000;
  const std::uint64_t first = FromEnvironment("STARKERNEL_SEED").value_or(0);
  RandomTrial trial(more);
  std::uint64_t tried = 0;
  for (; tried < programs && !testing::Test::HasFailure(); ++tried) {
    if (tried != 0 && tried % kProgress == 0) {
      std::cerr << tried << " of " << programs << " programs do the same\n";
    }
    trial.Try(first + tried);
  }
  std::cerr << tried << " programs; " << trial.ended() << " uses of definitions ended, "
            << trial.broken_off() << " were broken off; " << trial.born_again()
            << " programs began with COLD\n";
  EXPECT_GE(trial.ended(), programs);
  EXPECT_GE(trial.broken_off(), programs / 50);
}

/// What a program might try in order to reach what is not its own, and what comes of it.
inline constexpr auto kAttacks = std::to_array<Exchange>({
    // A return address is not on the return stack.
    {": A 4096 >R ; ' A CATCH .", "-25 ok"},
    {": A -1 >R EXIT ; ' A CATCH .", "-25 ok"},
    {": A R> DROP ; ' A CATCH .", "-6 ok"},
    {": B R> R> ; : A 5 >R B R> ; ' A CATCH .", "-6 ok"},
    {": A 2R> ; ' A CATCH .", "-6 ok"},
    {": A 3 0 DO 1 >R LOOP ; ' A CATCH .", "-25 ok"},
    {": A 3 0 DO EXIT LOOP ; ' A CATCH .", "-25 ok"},
    {": A UNLOOP ; ' A CATCH .", "-26 ok"},
    {": A I ; ' A CATCH .", "-26 ok"},
    {": B LEAVE-ME ; ' A CATCH .", "? undefined word: LEAVE-ME (THROW -13)"},
    // Tokens are looked up.
    {"12345678 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"-1 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"0 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"' DUP 4294967296 + ' EXECUTE CATCH . DROP", "-13 ok"},
    {"DEFER D : A D ; ' A CATCH .", "-13 ok"},
    // The name token of a synonym is no execution token.
    {": S 7 ; SYNONYM T S ' S 1+ ' EXECUTE CATCH . DROP", "-13 ok"},
    {": A EXECUTE ; ' S 1+ ' A CATCH . DROP T .", "-13 7 ok"},
    {"MARKER M SYNONYM N M ' M 1+ ' EXECUTE CATCH . DROP", "-13 ok"},
    // Too deep.
    {": A RECURSE 1+ ; ' A CATCH .", "-5 ok"},
    {": A BEGIN 1 AGAIN ; ' A CATCH . DEPTH .", "-3 0 ok"},
    {": A BEGIN 1 >R AGAIN ; ' A CATCH .", "-5 ok"},
    {": A 1 0 DO RECURSE LOOP ; ' A CATCH .", "-5 ok"},
    {": A DROP ; ' A CATCH .", "-4 ok"},
    // The edges of the envelope, of 256 KiB.
    {": A @ ; 4096 A DROP 262136 A DROP", "ok"},
    {"4095 ' A CATCH . DROP 262137 ' A CATCH . DROP -8 ' A CATCH . DROP", "-9 -9 -9 ok"},
    {": A ! ; 1 4095 ' A CATCH . 2DROP 1 262137 ' A CATCH . 2DROP", "-9 -9 ok"},
    {": A C@ ; 4096 A DROP 262143 A DROP 262144 ' A CATCH . DROP", "-9 ok"},
    {"4095 ' A CATCH . DROP 1 63 LSHIFT ' A CATCH . DROP", "-9 -9 ok"},
    {": A +! ; 1 262137 ' A CATCH . 2DROP", "-9 ok"},
    {"262000 1000 ' ERASE CATCH . 2DROP", "-9 ok"},
    {"4096 -1 ' ERASE CATCH . 2DROP", "-9 ok"},
    {"1 0 ' / CATCH . 2DROP 1 63 LSHIFT -1 ' / CATCH . 2DROP", "-10 -11 ok"},
});

/// That each attack ends as the contract says.
inline void ExpectAttacksFailAlike(std::span<const AttachedEngine> more = {}) {
  for (const std::uint64_t quantum : {1U, 1000U}) {
    EngineLanes lanes(nullptr, more);
    EXPECT_TRUE(lanes.Run(Quanta::Of(1000), 100, "beginning"));
    for (const auto& [line, answer] : kAttacks) {
      lanes.TakeTranscript();
      lanes.Type(line);
      EXPECT_TRUE(lanes.Run(Quanta::Of(quantum), 1'000'000, line)) << line;
      const std::string said = lanes.TakeTranscript();
      EXPECT_NE(said.find(answer), std::string::npos) << line << "\n" << said;
    }
  }
}

[[nodiscard]] inline std::vector<std::filesystem::path> Examples() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator("examples")) {
    if (entry.path().extension() == ".fs") {
      all.push_back(entry.path());
    }
  }
  std::ranges::sort(all);
  return all;
}

[[nodiscard]] inline std::string ContentsOf(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return std::move(text).str();
}

/// All of `examples`, which is where the test runs.
inline void ExpectExamplesAlike(std::span<const AttachedEngine> more = {}) {
  const std::vector<std::filesystem::path> examples = Examples();
  EXPECT_GE(examples.size(), 17U);
  VmHarness model;
  std::uint64_t number = 0;
  for (const std::filesystem::path& example : examples) {
    const std::string name = example.filename().string();
    EngineLanes lanes(&model.vm(), more);
    lanes.PutFile(name, ContentsOf(example));
    lanes.Type("S\" " + name + "\" INCLUDED");
    // Its beginning by small quanta, so that it is preempted at each point there.
    constexpr int kFirst = 20'000;
    constexpr int kMost = 2'000'000;
    if (!lanes.Run(Quanta::Number(number++), kFirst, name)) {
      EXPECT_TRUE(lanes.Run(Quanta::Of(10'007), kMost, name)) << name << " does not end";
    }
    EXPECT_TRUE(lanes.IsAtPrompt()) << name;
    const std::string said = lanes.TakeTranscript();
    const std::string expected =
        ContentsOf(std::filesystem::path(example).replace_extension(".expected"));
    EXPECT_FALSE(expected.empty()) << name;
    EXPECT_NE(said.find(expected), std::string::npos) << said;
    EXPECT_TRUE(said.ends_with("ok\n")) << said;
  }
}

}  // namespace starkernel::forthvm
