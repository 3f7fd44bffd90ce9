#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/fuzz/coverage.h"
#include "tests/fuzz/feedback.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutator.h"

namespace starkernel::fuzz {

/// What to do in one run.
struct SessionPlan {
  std::string subject;           ///< Given to Seeds and Try.
  std::uint64_t inputs = 0;      ///< How many, with the seeds.
  std::uint64_t seed = 1;        ///< Of chance.
  bool blind = false;            ///< To compare with: changes the seeds only, whatever they reach.
  std::filesystem::path record;  ///< Written before each input: what is tried and how many were.
};

/// Tries inputs, and keeps those that take an edge of the code as often as none before, to change
/// them further.
class Session {
 public:
  explicit Session(SessionPlan plan);

  /// Tries as many as planned; does not return after a finding.
  void Run();

  /// One line for people: inputs tried, inputs kept, edges taken.
  [[nodiscard]] std::string Summary() const;

 private:
  void TryOne(const Input& input, bool keep);
  /// Tries `input` again to see what it has compared.
  [[nodiscard]] std::vector<Comparison> ComparisonsFor(const Input& input);
  /// The shortest of a few that are drawn: what is kept gets longer and longer otherwise, and a run
  /// slower and slower.
  [[nodiscard]] const Input& Pick() [[clang::lifetimebound]];
  /// Mostly one of those that were found last.
  [[nodiscard]] const Input& Draw() [[clang::lifetimebound]];

  SessionPlan plan_;
  Mutator mutator_;
  Feedback feedback_;
  std::vector<Input> corpus_;
  std::uint64_t tried_ = 0;
  std::ofstream record_;
};

}  // namespace starkernel::fuzz
