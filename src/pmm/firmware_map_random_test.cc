#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "src/base/little_endian.h"
#include "src/base/test_effort.h"
#include "src/pmm/firmware_map_check.h"

namespace starkernel::pmm {
namespace {

/// Bytes as firmware might hand them over, from sensible to hopeless.
class MapSource {
 public:
  explicit MapSource(std::uint64_t seed) : random_(seed) {}

  std::size_t DescriptorSize() {
    return Below(16) == 0 ? Below(100) : std::array<std::size_t, 4>{40, 48, 48, 56}.at(Below(4));
  }

  std::vector<std::byte> Next(std::size_t size) {
    std::vector<std::byte> bytes;
    for (std::uint64_t count = Below(24); count > 0; --count) {
      std::vector<std::byte> descriptor(std::max<std::size_t>(size, 40), std::byte{0xEE});
      WriteLittleEndian(std::span(descriptor), 0, Type()).value();
      WriteLittleEndian(std::span(descriptor), 8, Address()).value();
      WriteLittleEndian(std::span(descriptor), 24, Pages()).value();
      WriteLittleEndian(std::span(descriptor), 32, Below(12) == 0 ? random_() : 0xF).value();
      bytes.insert(bytes.end(), descriptor.begin(), descriptor.end());
    }
    if (!bytes.empty() && Below(8) == 0) {
      for (std::uint64_t count = 1 + Below(8); count > 0; --count) {
        bytes[Below(bytes.size())] = static_cast<std::byte>(random_());
      }
    }
    if (Below(32) == 0) {
      bytes.resize(Below(bytes.size() + 1));
    }
    return bytes;
  }

 private:
  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  std::uint32_t Type() {
    return static_cast<std::uint32_t>(Below(3) != 0 ? 7 : Below(16) == 0 ? random_() : Below(18));
  }
  std::uint64_t Address() {
    constexpr std::array<std::uint64_t, 8> kPlaces{0,
                                                   1U << 20,
                                                   16U << 20,
                                                   1U << 30,
                                                   std::uint64_t{1} << 32,
                                                   std::uint64_t{1} << 40,
                                                   std::uint64_t{1} << 52,
                                                   ~std::uint64_t{0} - 0xFFF};
    const std::uint64_t place = Below(2) == 0 ? 0 : kPlaces.at(Below(kPlaces.size()));
    const std::uint64_t offset = Below(4096) * 4096 + (Below(16) == 0 ? Below(4096) : 0);
    return Below(2) == 0 ? place + offset : place - offset;
  }
  std::uint64_t Pages() {
    switch (Below(12)) {
      case 0: return random_();
      case 1: return ~std::uint64_t{0} >> Below(64);
      case 2: return std::uint64_t{1} << Below(30);
      default: return Below(4000);
    }
  }

  std::mt19937_64 random_;
};

TEST(FirmwareMapRandomTest, NoMapLeadsToFramesThatAreNotFree) {
  MapSource source(20261120);
  FirmwareMapCheck check;
  const std::uint64_t maps = OperationsToTry(8'000);
  for (std::uint64_t round = 0; round < maps && !HasFailure(); ++round) {
    const std::size_t size = source.DescriptorSize();
    EXPECT_EQ(check.ViolationIn(source.Next(size), size), "");
  }
  EXPECT_GT(check.allocators(), maps / 4);
}

}  // namespace
}  // namespace starkernel::pmm
