#include "src/capabilities/capability_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>

#include "src/base/test_effort.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_limits.h"
#include "src/capabilities/capability_pair.h"
#include "src/capabilities/rights.h"

namespace starkernel::capabilities {
namespace {

constexpr CapabilityGrant kEverything{
    .type = CapabilityType::kSend, .rights = Rights::All(), .badge = 0, .range = {0, 99}};

/// Three VM instances and the first four capabilities that come about.
constexpr std::size_t kVms = 3;
constexpr std::size_t kEntries = 4;
constexpr std::size_t kDerivations = kEntries * kVms;
constexpr std::size_t kOperations = kDerivations + kEntries + kEntries + 2 + 2 + 2;

/// Operation `number` by whoever holds what it is done to.
void Do(CapabilityPair& pair, std::size_t number) {
  const auto holder_of = [&](std::size_t index) {
    return index < pair.size() ? pair.model().entries().at(index).holder : 0;
  };
  if (number < kDerivations) {
    const std::size_t from = number / kVms;
    pair.Derive(holder_of(from), from, number % kVms, kEverything);
    return;
  }
  number -= kDerivations;
  if (number < kEntries) {
    pair.Revoke(holder_of(number), number);
    return;
  }
  number -= kEntries;
  if (number < kEntries) {
    pair.Drop(holder_of(number), number);
    return;
  }
  number -= kEntries;
  if (number == 0) {
    pair.Sweep(1);
    return;
  }
  if (number == 1) {
    pair.List(0);
    return;
  }
  if (number < kVms + 1) {
    pair.Replace(number - 1);
    return;
  }
  // What can be done to the other that is replaced, for the operator or for the third.
  pair.DeriveFor(2, number - kVms - 1, kEverything);
}

/// Every sequence of `depth` operations, after the first capability. In a table so small that
/// places are used again, and run out.
void ExpectAgreement(std::size_t capacity, const CapabilityLimits& limits) {
  const std::uint64_t depth = DepthToTry(4);
  std::uint64_t sequences = 1;
  for (std::uint64_t step = 0; step < depth; ++step) {
    sequences *= kOperations;
  }
  for (std::uint64_t sequence = 0; sequence < sequences; ++sequence) {
    CapabilityPair pair(kVms, capacity, limits);
    pair.Derive(0, CapabilityModel::kNone, 0, kEverything);
    std::uint64_t rest = sequence;
    for (std::uint64_t step = 0; step < depth; ++step) {
      Do(pair, rest % kOperations);
      rest /= kOperations;
    }
    pair.CheckAll();
    pair.CheckPlaces();
    if (testing::Test::HasFailure()) {
      FAIL() << "sequence " << sequence;
    }
  }
}

TEST(CapabilityModelTest, AgreesInEverySequence) { ExpectAgreement(kVms + 3, {}); }

TEST(CapabilityModelTest, AgreesInEverySequenceWhereNobodyTakesAll) {
  ExpectAgreement(kVms + 4, {.held = 2, .given = 1, .reserve = 1});
}

class RandomOperations {
 public:
  explicit RandomOperations(std::uint64_t seed)
      : random_(seed),
        pair_(kHolders, 24,
              seed % 2 == 0 ? CapabilityLimits()
                            : CapabilityLimits{.held = 6, .given = 3, .reserve = 3}) {}

  void Step() {
    const std::size_t by = Below(kHolders);
    const std::size_t index = pair_.size() == 0 ? 0 : Recent();
    const std::size_t holder =
        index < pair_.size() && Below(8) != 0 ? pair_.model().entries().at(index).holder : by;
    switch (Below(18)) {
      case 0: pair_.Derive(by, CapabilityModel::kNone, by, Grant()); break;
      case 1: pair_.Revoke(holder, index); break;
      case 2:
      case 3:
      case 4: pair_.Drop(holder, index); break;
      case 5: pair_.Sweep(Below(4)); break;
      case 6:
        if (Below(8) == 0) {
          pair_.Replace(by);
        }
        break;
      case 7: pair_.List(by); break;
      case 16: pair_.DeriveFor(Below(kHolders), by, Grant()); break;
      case 17:
        if (Below(4) == 0) {
          pair_.RevokeFor(by);
        }
        break;
      default: pair_.Derive(holder, index, by, Narrower(index)); break;
    }
    if (pair_.size() > 0) {
      pair_.Check(Below(pair_.size()), Below(kHolders));
    }
  }
  void CheckAll() {
    pair_.CheckAll();
    pair_.CheckPlaces();
  }

 private:
  static constexpr std::size_t kHolders = 5;

  std::size_t Below(std::size_t bound) { return random_() % bound; }
  /// One of the last twenty: what they were derived from is reached through them.
  std::size_t Recent() { return pair_.size() - 1 - Below(std::min<std::size_t>(pair_.size(), 20)); }
  CapabilityGrant Grant() {
    return {.type = static_cast<CapabilityType>(Below(2)),
            .rights = Rights(Right::kDelegate) | Rights::FromBits(random_()),
            .badge = 0,
            .range = {Below(4), 96 + Below(4)}};
  }
  /// Mostly what can be derived from the entry, now and then what cannot.
  CapabilityGrant Narrower(std::size_t index) {
    if (index >= pair_.size() || Below(8) == 0) {
      return Grant();
    }
    CapabilityGrant grant = pair_.model().entries().at(index).grant;
    if (Below(4) == 0) {
      grant.rights = Rights::FromBits(grant.rights.bits() & (random_() | 8U));
      grant.range.first += Below(3);
      grant.badge = Below(3) == 0 ? 7 : grant.badge;
    }
    return grant;
  }

  std::mt19937_64 random_;
  CapabilityPair pair_;
};

TEST(CapabilityModelTest, AgreesInRandomSequences) {
  constexpr std::uint64_t kEpisode = 100;
  const std::uint64_t operations = OperationsToTry(200'000);
  for (std::uint64_t episode = 0; episode < operations / kEpisode; ++episode) {
    RandomOperations operate(episode);
    for (std::uint64_t step = 0; step < kEpisode; ++step) {
      operate.Step();
    }
    operate.CheckAll();
    if (testing::Test::HasFailure()) {
      FAIL() << "episode " << episode;
    }
  }
}

}  // namespace
}  // namespace starkernel::capabilities
