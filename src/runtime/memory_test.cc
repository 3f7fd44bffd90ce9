#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// memory.S, under names that leave the host's own functions alone: see BUILD.bazel.
extern "C" {
void* starkernel_memcpy(void* target, const void* source, std::size_t size);
void* starkernel_memmove(void* target, const void* source, std::size_t size);
void* starkernel_memset(void* target, int value, std::size_t size);
int starkernel_memcmp(const void* left, const void* right, std::size_t size);
std::size_t starkernel_strlen(const char* text);
void* starkernel_memchr(const void* bytes, int value, std::size_t size);
}

namespace starkernel {
namespace {

using Bytes = std::array<std::uint8_t, 96>;

// Past three quadwords, with every remainder.
constexpr std::size_t kLargest = 33;
constexpr std::size_t kOffsets = 9;

Bytes Numbered() {
  Bytes bytes{};
  std::uint8_t next = 1;
  std::ranges::generate(bytes, [&next] { return next++; });
  return bytes;
}

std::span<std::uint8_t> Part(Bytes& bytes, std::size_t offset, std::size_t size) {
  return std::span(bytes).subspan(offset, size);
}

TEST(MemoryTest, CopyingTouchesExactlyTheTarget) {
  for (std::size_t size = 0; size <= kLargest; ++size) {
    for (std::size_t offset = 0; offset < kOffsets; ++offset) {
      Bytes source = Numbered();
      Bytes target{};
      Bytes expected{};
      std::ranges::copy(Part(source, offset, size), Part(expected, 3, size).begin());
      void* const start = Part(target, 3, size).data();
      EXPECT_EQ(starkernel_memcpy(start, Part(source, offset, size).data(), size), start);
      EXPECT_EQ(target, expected) << size << " bytes from " << offset;
    }
  }
}

TEST(MemoryTest, MovingWorksWhereRangesOverlap) {
  for (std::size_t size = 0; size <= kLargest; ++size) {
    for (std::size_t from = 0; from < 2 * kOffsets; ++from) {
      Bytes bytes = Numbered();
      Bytes expected = bytes;
      Bytes original = bytes;
      std::ranges::copy(Part(original, from, size), Part(expected, kOffsets, size).begin());
      void* const start = Part(bytes, kOffsets, size).data();
      EXPECT_EQ(starkernel_memmove(start, Part(bytes, from, size).data(), size), start);
      EXPECT_EQ(bytes, expected) << size << " bytes from " << from;
    }
  }
}

TEST(MemoryTest, FillingTouchesExactlyTheTarget) {
  for (std::size_t size = 0; size <= kLargest; ++size) {
    Bytes bytes = Numbered();
    Bytes expected = bytes;
    std::ranges::fill(Part(expected, 5, size), std::uint8_t{0xA5});
    void* const start = Part(bytes, 5, size).data();
    EXPECT_EQ(starkernel_memset(start, 0x7A5, size), start) << "only the low byte counts";
    EXPECT_EQ(bytes, expected) << size;
  }
}

TEST(MemoryTest, TheFirstDifferenceDecides) {
  for (std::size_t size = 0; size <= kLargest; ++size) {
    Bytes left = Numbered();
    Bytes right = left;
    right.at(size) ^= 0xFF;  // Just behind what is compared.
    EXPECT_EQ(starkernel_memcmp(left.data(), right.data(), size), 0) << size;
    for (std::size_t place = 0; place < size; ++place) {
      right = left;
      right.at(place) = 0xF0;  // More than any of the left; bytes are unsigned.
      right.at(size - 1) = place == size - 1 ? 0xF0 : 0;
      EXPECT_LT(starkernel_memcmp(left.data(), right.data(), size), 0) << size << " " << place;
      EXPECT_GT(starkernel_memcmp(right.data(), left.data(), size), 0) << size << " " << place;
    }
  }
}

TEST(MemoryTest, TextEndsAtItsFirstZero) {
  EXPECT_EQ(starkernel_strlen(""), 0U);
  EXPECT_EQ(starkernel_strlen("a"), 1U);
  EXPECT_EQ(starkernel_strlen("sixteen letters!\0more"), 16U);
}

TEST(MemoryTest, TheFirstMatchIsFound) {
  Bytes bytes = Numbered();
  bytes.at(20) = 5;
  EXPECT_EQ(starkernel_memchr(bytes.data(), 5, bytes.size()), &bytes.at(4));
  EXPECT_EQ(starkernel_memchr(bytes.data(), 0x105, 5), &bytes.at(4)) << "only the low byte counts";
  EXPECT_EQ(starkernel_memchr(bytes.data(), 5, 4), nullptr);
  EXPECT_EQ(starkernel_memchr(bytes.data(), 1, 0), nullptr);
}

}  // namespace
}  // namespace starkernel
