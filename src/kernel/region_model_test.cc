#include "src/kernel/region_model.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/kernel/region_pair.h"

namespace starkernel::kernel {
namespace {

/// What three VM instances can do with memory that the first two make.
using Operation = void (*)(RegionPair&);
constexpr auto kOperations = std::to_array<Operation>({
    [](RegionPair& pair) { pair.Make(0, 2, true); },
    [](RegionPair& pair) { pair.Make(1, 1, false); },
    [](RegionPair& pair) { pair.Share(0, 0, false, 1); },
    [](RegionPair& pair) { pair.Share(0, 0, true, 2); },
    [](RegionPair& pair) { pair.Share(1, 0, false, 2); },
    [](RegionPair& pair) { pair.Grant(0, pair.model().Newest(0), 1); },
    [](RegionPair& pair) { pair.Grant(1, pair.model().Newest(1), 2); },
    [](RegionPair& pair) { pair.Map(0, pair.model().Newest(0), true); },
    [](RegionPair& pair) { pair.Map(1, pair.model().Newest(1), true); },
    [](RegionPair& pair) { pair.Map(1, pair.model().Newest(1), false); },
    [](RegionPair& pair) { pair.Map(2, pair.model().Newest(2), false); },
    [](RegionPair& pair) { pair.Unmap(0, 0); },
    [](RegionPair& pair) { pair.Unmap(1, 0); },
    [](RegionPair& pair) { pair.Unmap(0, 2); },
    [](RegionPair& pair) { pair.Protect(0, 0, false); },
    [](RegionPair& pair) { pair.Protect(1, 0, true); },
    [](RegionPair& pair) { pair.Revoke(0, pair.model().Newest(0)); },
    [](RegionPair& pair) { pair.Revoke(1, pair.model().Newest(1)); },
    [](RegionPair& pair) { pair.Drop(0, pair.model().Newest(0)); },
    [](RegionPair& pair) { pair.Drop(1, pair.model().Newest(1)); },
    [](RegionPair& pair) { pair.Give(0, 0, 1); },
    [](RegionPair& pair) { pair.Give(1, 0, 0); },
    [](RegionPair& pair) { pair.Take(1, pair.model().Newest(1)); },
    [](RegionPair& pair) { pair.Take(0, pair.model().Newest(0)); },
    [](RegionPair& pair) { pair.Replace(0); },
    [](RegionPair& pair) { pair.Replace(1); },
});

/// Every sequence of so many operations, after what `before` did.
void TryEverySequence(std::uint64_t depth, std::span<const Operation> before) {
  std::uint64_t sequences = 1;
  for (std::uint64_t step = 0; step < depth; ++step) {
    sequences *= kOperations.size();
  }
  RegionPair pair;
  const PageCount free = pair.free_frames();
  for (std::uint64_t sequence = 0; sequence < sequences; ++sequence) {
    for (const Operation operation : before) {
      operation(pair);
    }
    std::uint64_t rest = sequence;
    for (std::uint64_t step = 0; step < depth; ++step) {
      kOperations.at(rest % kOperations.size())(pair);
      rest /= kOperations.size();
    }
    pair.CheckAll();
    pair.Clear();
    if (testing::Test::HasFailure()) {
      FAIL() << "sequence " << sequence;
    }
  }
  EXPECT_EQ(pair.free_frames(), free);
}

std::uint64_t Depth() { return DepthToTry(3); }

TEST(RegionModelTest, AgreesInEverySequence) { TryEverySequence(Depth(), {}); }

TEST(RegionModelTest, AgreesInEverySequenceFromSharedMemory) {
  constexpr auto kBefore = std::to_array<Operation>({
      [](RegionPair& pair) { pair.Make(0, 2, true); },
      [](RegionPair& pair) { pair.Grant(0, pair.model().Newest(0), 1); },
      [](RegionPair& pair) { pair.Map(1, pair.model().Newest(1), true); },
      [](RegionPair& pair) { pair.Share(1, 0, true, 2); },
      [](RegionPair& pair) { pair.Map(2, pair.model().Newest(2), false); },
  });
  TryEverySequence(Depth(), kBefore);
}

TEST(RegionModelTest, AgreesInEverySequenceFromMemoryThatIsGiven) {
  constexpr auto kBefore = std::to_array<Operation>({
      // There is no room for two such.
      [](RegionPair& pair) { pair.Make(1, RegionModel::kRoom - 1, true); },
      [](RegionPair& pair) { pair.Make(0, 1, true); },
      [](RegionPair& pair) { pair.Share(0, 0, false, 1); },
      [](RegionPair& pair) { pair.Map(1, pair.model().Newest(1), false); },
      [](RegionPair& pair) { pair.Give(0, 0, 1); },
  });
  TryEverySequence(Depth() - 1, kBefore);
}

class RandomOperations {
 public:
  explicit RandomOperations(std::uint64_t seed) : random_(seed) {}

  void Step(RegionPair& pair) {
    const std::size_t vm = Below(RegionModel::kVms);
    const std::size_t other = Below(RegionModel::kVms);
    const bool flag = Below(2) == 0;
    switch (Below(16)) {
      case 0:
      case 1: pair.Make(vm, 1 + Below(4), flag); break;
      case 2:
      case 3: pair.Share(vm, Place(), flag, other); break;
      case 4: pair.Grant(vm, Held(pair, vm), other); break;
      case 5:
      case 6:
      case 7: pair.Map(vm, Held(pair, vm), flag); break;
      case 8: pair.Unmap(vm, Place()); break;
      case 9: pair.Protect(vm, Place(), flag); break;
      case 10: pair.Revoke(vm, Held(pair, vm)); break;
      case 11: pair.Drop(vm, Held(pair, vm)); break;
      case 12: pair.Give(vm, Place(), other); break;
      case 13:
      case 14: pair.Take(vm, Held(pair, vm)); break;
      default:
        if (Below(8) == 0) {
          pair.Replace(vm);
        }
        break;
    }
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  std::size_t Place() { return Below(6); }
  /// Mostly the newest, or any that ever was somebody's.
  std::size_t Held(const RegionPair& pair, std::size_t vm) {
    const std::size_t count = pair.model().capabilities().size();
    return Below(3) == 0 && count > 0 ? Below(count) : pair.model().Newest(vm);
  }

  std::mt19937_64 random_;
};

TEST(RegionModelTest, AgreesInRandomSequences) {
  constexpr std::uint64_t kEpisode = 100;
  const std::uint64_t operations = OperationsToTry(50'000);
  RegionPair pair;
  const PageCount free = pair.free_frames();
  for (std::uint64_t episode = 0; episode < operations / kEpisode; ++episode) {
    RandomOperations operate(episode);
    for (std::uint64_t step = 0; step < kEpisode; ++step) {
      operate.Step(pair);
      if (step % 4 == 0) {
        pair.CheckAll();
      }
    }
    pair.CheckAll();
    pair.Clear();
    if (testing::Test::HasFailure()) {
      FAIL() << "episode " << episode;
    }
  }
  EXPECT_EQ(pair.free_frames(), free);
}

}  // namespace
}  // namespace starkernel::kernel
