// Firmware that says anything at all: tables changed in every way, and random bytes, must be
// refused or understood, never believed beyond their end. What sees an access too far are the
// bounds checks of the library, and the sanitizers in `.ci/run`.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "src/hal/acpi/fake_tables.h"
#include "src/hal/acpi/random_tables.h"

namespace starkernel::acpi {
namespace {

// For each table; more with `bazel test --test_env=ROUNDS=1000000 --test_timeout=3600`.
std::uint64_t Rounds() {
  constexpr std::uint64_t kRounds = 2'000;
  const char* const wanted = std::getenv("ROUNDS");
  return wanted == nullptr ? kRounds : std::stoull(wanted);
}

class MutationsTest : public testing::TestWithParam<std::uint64_t> {};

TEST_P(MutationsTest, AChangedTableIsRefusedOrUnderstood) {
  std::mt19937_64 random(GetParam());
  FakeMemory memory;
  FillWithTables(memory);
  const std::vector<std::byte> whole = memory.tables.at(GetParam());
  for (std::uint64_t round = 0, rounds = Rounds(); round < rounds; ++round) {
    memory.tables.at(GetParam()) = whole;
    MutateTable(memory.tables.at(GetParam()), random);
    EXPECT_EQ(ViolationIn(memory), "") << "round " << round;
  }
}

TEST_P(MutationsTest, RandomBytesAreRefusedOrUnderstood) {
  std::mt19937_64 random(GetParam() + 1);
  FakeMemory memory;
  FillWithTables(memory);
  const std::vector<std::byte> whole = memory.tables.at(GetParam());
  for (std::uint64_t round = 0, rounds = Rounds(); round < rounds; ++round) {
    memory.tables.at(GetParam()) = whole;
    RandomizeTable(memory.tables.at(GetParam()), random);
    EXPECT_EQ(ViolationIn(memory), "") << "round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryTable, MutationsTest,
                         testing::Values(kRootPlace.value(), 0x2000, kMadtPlace, kHpetPlace,
                                         kFadtPlace, kDsdtPlace, kMcfgPlace));

}  // namespace
}  // namespace starkernel::acpi
