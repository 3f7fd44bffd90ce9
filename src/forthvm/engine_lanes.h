#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {

/// How much each run of a VM instance may spend: always the same, or by chance.
class Quanta {
 public:
  /// How many Number knows.
  static constexpr std::uint64_t kKinds = 4;

  /// Always so much.
  [[nodiscard]] static Quanta Of(std::uint64_t quantum) { return Quanta(quantum, 0); }
  /// From 1 to thousands, small ones more often than large ones.
  [[nodiscard]] static Quanta ByChance(std::uint64_t seed) { return Quanta(0, seed); }
  /// One of those by which everything is tried: preempted at every point, or nearly, or hardly, or
  /// by chance.
  [[nodiscard]] static Quanta Number(std::uint64_t number) {
    switch (number % kKinds) {
      case 0: return Of(1);
      case 1: return Of(3);
      case 2: return Of(1000);
      default: return ByChance(number);
    }
  }

  [[nodiscard]] Reductions Next() {
    constexpr unsigned kLargest = 13;
    return Reductions(quantum_ != 0 ? quantum_ : 1 + random_() % (1U << random_() % kLargest));
  }

 private:
  Quanta(std::uint64_t quantum, std::uint64_t seed) : quantum_(quantum), random_(seed) {}

  std::uint64_t quantum_;
  std::mt19937_64 random_;
};

/// An engine that is not built into VM instances: gives one its own, which lives as long as what is
/// returned.
struct AttachedEngine {
  std::string_view name;
  std::function<std::shared_ptr<void>(Vm&)> attach;
};

/// The same VM instance several times: once with each engine, once with each that is attached going
/// on at once where a quantum is spent, and one that goes from engine to
/// engine whenever it stops; that one has those that are attached, too. They get the same input and
/// run in turns, a quantum each; whenever they stop, all have to be in the state of the first, the
/// plain engine's. Those that go on at once have several quanta in their turns, and each has to end
/// where it did for the first.
class EngineLanes {
 public:
  /// All like `model`, or, if it is null, with words of their own.
  explicit EngineLanes(const Vm* model = nullptr, std::span<const AttachedEngine> more = {}) {
    for (const EngineKind kind : kAllEngines) {
      if (kind == EngineKind::kNative && !more.empty()) {
        continue;  // Without native code it is the one before.
      }
      lanes_.push_back(std::make_unique<Lane>(NameOf(kind), model));
      lanes_.back()->harness.vm().UseEngine(kind);
    }
    for (const AttachedEngine& engine : more) {
      lanes_.push_back(std::make_unique<Lane>(engine.name, model));
      lanes_.back()->attached = engine.attach(lanes_.back()->harness.vm());
      lanes_.push_back(std::make_unique<Lane>("going on", model));
      lanes_.back()->attached = engine.attach(lanes_.back()->harness.vm());
      lanes_.back()->goes_on = true;
    }
    lanes_.push_back(std::make_unique<Lane>("changing", model));
    if (!more.empty()) {
      lanes_.back()->attached = more.back().attach(lanes_.back()->harness.vm());
    }
  }

  /// Types a line.
  void TypeLine(std::string_view line) {
    for (const auto& lane : lanes_) {
      lane->harness.host().TypeLine(line);
    }
  }
  void TypeKeys(std::string_view keys) {
    for (const auto& lane : lanes_) {
      lane->harness.host().TypeKeys(keys);
    }
  }
  /// As Ctrl-C does.
  void Break() {
    for (const auto& lane : lanes_) {
      lane->harness.vm().Break();
    }
  }
  /// Types it in lines that are short enough to be typed, each with what its words parse.
  void Type(std::string_view text) {
    constexpr std::size_t kLine = 60;
    while (text.size() > kLine) {
      std::size_t end = text.find(' ', kLine);
      while (end != std::string_view::npos && Parses(text.substr(0, end))) {
        end = text.find(' ', end + 1);
      }
      if (end == std::string_view::npos) {
        break;
      }
      TypeLine(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    TypeLine(text);
  }
  void PutFile(std::string_view name, std::string_view text) {
    for (const auto& lane : lanes_) {
      lane->harness.host().store.Put(std::string(name), std::string(text));
    }
  }

  /// Runs all until nothing is left to do for them or each has run `runs` times; false if there was
  /// more to do. `program` is named where they differ.
  bool Run(Quanta quanta, int runs, std::string_view program) {
    const bool is_over = RunOn(quanta, runs, program);
    CompareEnds(program);
    return is_over;
  }
  /// The same, but what was written, to memory or elsewhere, is left for the next Run to compare.
  bool RunOn(Quanta quanta, int runs, std::string_view program) {
    RunOutcome outcome = RunOutcome::kQuantumSpent;
    WakeCause wake = WakeCause::kEvent;
    int run = 0;
    for (; run < runs && GoesOn(outcome) && !testing::Test::HasFatalFailure(); ++run) {
      const Reductions quantum = quanta.Next();
      lanes_.back()->harness.vm().UseEngine(kAllEngines.at(changes_++ % kAllEngines.size()));
      outcome = plain().Run(quantum, wake);
      script_.Add(
          {.quantum = quantum, .wake = wake, .outcome = outcome, .spent = plain().last_spent()});
      const bool is_turn =
          outcome != RunOutcome::kQuantumSpent || script_.size() == kTurn || run + 1 == runs;
      for (std::size_t lane = 1; lane < lanes_.size(); ++lane) {
        if (!lanes_[lane]->goes_on) {
          RunLane(*lanes_[lane], quantum, wake, outcome, program);
        } else if (is_turn) {
          GoOn(*lanes_[lane], program);
        }
      }
      if (is_turn) {
        script_ = Script();
      }
      // Nobody else runs: the time that it waits for comes at once.
      wake = WakeCause::kDeadline;
    }
    return run < runs;
  }

  /// Whether it wants a line or a key.
  [[nodiscard]] bool waits_for_input() { return plain().waits_for_input(); }
  /// Whether all is at the prompt, so that a line is read as one.
  [[nodiscard]] bool IsAtPrompt() {
    return plain().waits_for_input() && plain().depths() == Vm::Depths{};
  }

  /// What was written since the last call.
  std::string TakeTranscript() {
    std::string first = lanes_.front()->harness.TakeTranscript();
    for (const auto& lane : lanes_) {
      lane->harness.host().transcript.clear();
    }
    return first;
  }

 private:
  /// Whether the last word looks for something behind it on its line.
  [[nodiscard]] static bool Parses(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kParsing{" [']", " TO", " IS", " S\"", " .\""};
    return std::ranges::any_of(kParsing, [text](auto word) { return text.ends_with(word); });
  }

  static constexpr std::size_t kMemory = std::size_t{256} * 1024;

  struct Lane {
    Lane(std::string_view lane_name, const Vm* model)
        : name(lane_name),
          memory(kMemory),
          harness(VmHarness::Options{.memory = memory, .model = model}) {}

    std::string_view name;
    std::vector<std::byte> memory;
    VmHarness harness;
    std::shared_ptr<void> attached{};
    bool goes_on = false;
  };

  static constexpr std::size_t kTurn = 8;

  /// The quanta of a turn, as the plain engine did them, and how far somebody else is.
  class Script final : public NextQuantum {
   public:
    struct Done {
      Reductions quantum;
      WakeCause wake = WakeCause::kNone;
      RunOutcome outcome = RunOutcome::kQuantumSpent;
      Reductions spent;
    };

    void Add(const Done& done) { done_.push_back(done); }
    [[nodiscard]] std::size_t size() const { return done_.size(); }
    [[nodiscard]] bool is_over() const { return next_ == done_.size(); }
    void Restart() { next_ = 0; }
    /// The next quantum.
    [[nodiscard]] const Done& Take() [[clang::lifetimebound]] { return done_.at(next_++); }
    /// The one that was taken last.
    [[nodiscard]] const Done& last() const [[clang::lifetimebound]] { return done_.at(next_ - 1); }
    [[nodiscard]] std::optional<Reductions> Next(Reductions spent) override {
      EXPECT_EQ(spent, last().spent) << "a quantum that was followed by another at once";
      return is_over() ? std::nullopt : std::optional(Take().quantum);
    }

   private:
    std::vector<Done> done_;
    std::size_t next_ = 0;
  };

  [[nodiscard]] Vm& plain() [[clang::lifetimebound]] { return lanes_.front()->harness.vm(); }

  [[nodiscard]] bool GoesOn(RunOutcome outcome) {
    return outcome == RunOutcome::kQuantumSpent || outcome == RunOutcome::kYielded ||
           (outcome == RunOutcome::kWaiting && plain().wait().deadline != kNever);
  }

  void RunLane(Lane& lane, Reductions quantum, WakeCause wake, RunOutcome expected,
               std::string_view program) {
    Vm& vm = lane.harness.vm();
    ASSERT_EQ(vm.Run(quantum, wake), expected) << lane.name << "\n" << program;
    if (!StandsWhere(vm, plain())) {
      Compare(lane, program);
      FAIL() << lane.name << " differs from the plain engine\n" << program;
    }
  }

  /// A whole turn, of which all quanta but the last were spent.
  void GoOn(Lane& lane, std::string_view program) {
    Vm& vm = lane.harness.vm();
    script_.Restart();
    while (!script_.is_over()) {
      const Script::Done first = script_.Take();
      const RunOutcome outcome = vm.Run(first.quantum, first.wake, &script_);
      ASSERT_EQ(outcome, script_.last().outcome) << lane.name << "\n" << program;
    }
    if (!StandsWhere(vm, plain())) {
      Compare(lane, program);
      FAIL() << lane.name << " differs from the plain engine\n" << program;
    }
  }

  /// Whether one VM instance has come as far as another, by what can be compared quickly: of deep
  /// stacks the upper part.
  [[nodiscard]] static bool StandsWhere(const Vm& vm, const Vm& other) {
    return vm.last_spent() == other.last_spent() && vm.owed() == other.owed() &&
           vm.position() == other.position() && vm.depths() == other.depths() &&
           EndAlike(vm.data_stack(), other.data_stack()) &&
           EndAlike(vm.return_stack(), other.return_stack());
  }
  [[nodiscard]] static bool EndAlike(std::span<const Cell> items, std::span<const Cell> others) {
    constexpr std::size_t kCompared = 16;
    const std::size_t compared = std::min(items.size(), kCompared);
    return items.size() == others.size() &&
           std::ranges::equal(items.last(compared), others.last(compared));
  }

  /// Names all in which the lane differs.
  void Compare(Lane& lane, std::string_view program) {
    const Vm& vm = lane.harness.vm();
    EXPECT_EQ(vm.last_spent(), plain().last_spent()) << lane.name << "\n" << program;
    EXPECT_EQ(vm.owed(), plain().owed()) << lane.name << "\n" << program;
    EXPECT_EQ(vm.position(), plain().position()) << lane.name << "\n" << program;
    EXPECT_EQ(vm.depths(), plain().depths()) << lane.name << "\n" << program;
    EXPECT_EQ(lane.harness.Stack(), lanes_.front()->harness.Stack()) << lane.name << "\n"
                                                                     << program;
    EXPECT_TRUE(std::ranges::equal(vm.return_stack(), plain().return_stack())) << lane.name << "\n"
                                                                               << program;
  }

  void CompareEnds(std::string_view program) {
    for (std::size_t place = 1; place < lanes_.size(); ++place) {
      Lane& lane = *lanes_[place];
      const ScriptedHost& host = lane.harness.host();
      Compare(lane, program);
      const ScriptedHost& first = lanes_.front()->harness.host();
      EXPECT_EQ(host.transcript, first.transcript) << lane.name << "\n" << program;
      EXPECT_EQ(host.log, first.log) << lane.name << "\n" << program;
      EXPECT_TRUE(AsText(lane.memory) == AsText(lanes_.front()->memory)) << lane.name << "\n"
                                                                         << program;
      EXPECT_EQ(lane.harness.vm().here(), plain().here()) << lane.name << "\n" << program;
      EXPECT_EQ(lane.harness.vm().word_end(), plain().word_end()) << lane.name << "\n" << program;
      EXPECT_EQ(lane.harness.vm().uncaught(), plain().uncaught()) << lane.name << "\n" << program;
    }
  }

  std::vector<std::unique_ptr<Lane>> lanes_;
  Script script_;
  std::size_t changes_ = 0;
};

}  // namespace starkernel::forthvm
