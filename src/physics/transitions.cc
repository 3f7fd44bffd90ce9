#include "src/physics/transitions.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/base/saturating.h"

namespace starkernel::physics {
namespace {

constexpr std::size_t kProbes = 4;

/// The successor of that word; if it is not there, the rarest, in whose place it may come.
Transitions::Successor& SuccessorOf(Transitions::Entry& entry [[clang::lifetimebound]],
                                    std::uint32_t word) {
  Transitions::Successor* rarest = &entry.successors.front();
  for (Transitions::Successor& successor : entry.successors) {
    if (successor.count != 0 && successor.word == word) {
      return successor;
    }
    if (successor.count < rarest->count) {
      rarest = &successor;
    }
  }
  return *rarest;
}

const Transitions::Successor& MostFrequent(const Transitions::Entry& entry
                                           [[clang::lifetimebound]]) {
  const Transitions::Successor* most = &entry.successors.front();
  for (const Transitions::Successor& successor : entry.successors) {
    if (successor.count > most->count) {
      most = &successor;
    }
  }
  return *most;
}

}  // namespace

void Transitions::Clear() {
  entries_.fill({});
  predictions_ = 0;
  hits_ = 0;
}

Transitions::Entry& Transitions::EntryOf(std::uint32_t word) {
  Entry* rarest = &entries_[word % kWords];
  for (std::size_t probe = 0; probe < kProbes; ++probe) {
    Entry& entry = entries_[(word + probe) % kWords];
    if (entry.total != 0 && entry.word == word) {
      return entry;
    }
    if (entry.total < rarest->total) {
      rarest = &entry;
    }
  }
  *rarest = {.word = word};
  return *rarest;
}

void Transitions::Record(std::uint32_t word, std::uint32_t next) {
  Entry& entry = EntryOf(word);
  const Successor& expected = MostFrequent(entry);
  if (entry.total >= kPredictedFrom && expected.count >= entry.total - entry.total / 2) {
    ++predictions_;
    hits_ += expected.word == next ? 1U : 0U;
  }
  Successor& successor = SuccessorOf(entry, next);
  if (successor.word != next) {
    successor = {.word = next};
  }
  successor.count = SaturatingAdd(successor.count, 1U);
  entry.total = SaturatingAdd(entry.total, 1U);
}

}  // namespace starkernel::physics
