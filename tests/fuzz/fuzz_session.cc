#include "tests/fuzz/fuzz_session.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/fuzz/coverage.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/tried_input.h"

namespace starkernel::fuzz {
namespace {

/// How many are made of one before another gets its turn.
constexpr std::uint64_t kChildren = 16;
/// Of how many the shortest is taken.
constexpr int kDrawn = 3;

}  // namespace

Session::Session(SessionPlan plan)
    : plan_(std::move(plan)),
      mutator_(plan_.seed),
      record_(plan_.record, std::ios::binary | std::ios::trunc) {}

void Session::Run() {
  for (const Input& input : Seeds(plan_.subject)) {
    TryOne(input, true);
  }
  if (EdgeCounters().empty()) {
    Find("nothing is instrumented, so nothing can be learned");
  }
  if (corpus_.empty()) {
    Find("there are no seeds");
  }
  while (tried_ < plan_.inputs) {
    const Input parent = Pick();
    const std::vector<Comparison> compared = ComparisonsFor(parent);
    for (std::uint64_t child = 0; child < kChildren && tried_ < plan_.inputs; ++child) {
      Input input = parent;
      mutator_.Change(input, Pick(), compared);
      TryOne(input, false);
    }
  }
}

std::vector<Comparison> Session::ComparisonsFor(const Input& input) {
  if (plan_.blind) {
    return {};
  }
  NoteComparisons();
  TryOne(input, false);
  StopNotingComparisons();
  std::vector<Comparison> compared;
  for (const Comparison& comparison : Comparisons()) {
    if (comparison.size != 0) {
      compared.push_back(comparison);
    }
  }
  return compared;
}

std::string Session::Summary() const {
  return std::to_string(tried_) + " inputs, " + std::to_string(corpus_.size()) + " kept, " +
         std::to_string(feedback_.edges()) + " of " + std::to_string(EdgeCounters().size()) +
         " edges taken";
}

void Session::TryOne(const Input& input, bool keep) {
  ++tried_;
  if (record_.is_open()) {
    record_.seekp(0);
    WriteTried(record_, tried_, input);
    record_.flush();
  }
  Try(input, plan_.subject);
  if (feedback_.Learn(EdgeCounters()) && !plan_.blind) {
    keep = true;
  }
  if (keep) {
    corpus_.push_back(input);
  }
}

const Input& Session::Pick() {
  const Input* shortest = &Draw();
  for (int drawn = 1; drawn < kDrawn; ++drawn) {
    const Input& other = Draw();
    shortest = other.size() < shortest->size() ? &other : shortest;
  }
  return *shortest;
}

const Input& Session::Draw() {
  const std::size_t all = corpus_.size();
  const std::size_t latest = all / 4;
  return mutator_.Below(2) == 0 && latest > 0 ? corpus_.at(all - 1 - mutator_.Below(latest))
                                              : corpus_.at(mutator_.Below(all));
}

}  // namespace starkernel::fuzz
