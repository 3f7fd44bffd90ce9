#include "src/hal/x86_64/image_layout.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kPe = 0x40;
constexpr std::uint64_t kTable = kPe + 24 + 240;

// A loaded image of four pages with headers and two sections.
class Image {
 public:
  Image() : bytes_(0x4000) {
    Set<std::uint16_t>(0, 0x5A4D);
    Set<std::uint32_t>(60, kPe);
    Set<std::uint32_t>(kPe, 0x4550);
    Set<std::uint16_t>(kPe + 6, 2);
    Set<std::uint16_t>(kPe + 20, 240);
    Set<std::uint16_t>(kPe + 24, 0x20B);
    Set<std::uint32_t>(kPe + 24 + 56, 0x4000);
    Set<std::uint32_t>(kPe + 24 + 60, 0x400);
    Section(0, ".text", 0x1000, 0x234, 0x6000'0020);
    Section(1, ".data", 0x2000, 0x2000, 0xC000'0040);
  }

  template <typename T>
  void Set(std::uint64_t offset, T value) {
    ASSERT_TRUE(WriteLittleEndian<T>(bytes_, offset, value).ok());
  }

  void Section(std::uint64_t index, std::string_view name, std::uint32_t offset, std::uint32_t size,
               std::uint32_t flags) {
    const std::uint64_t header = kTable + index * 40;
    for (std::size_t at = 0; at < name.size(); ++at) {
      bytes_.at(header + at) = static_cast<std::byte>(name.at(at));
    }
    Set(header + 8, size);
    Set(header + 12, offset);
    Set(header + 36, flags);
  }

  [[nodiscard]] Result<ImageLayout> Read() const { return ReadImageLayout(bytes_); }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

TEST(ImageLayout, ReadsSectionsWithTheirProtections) {
  const ImageLayout layout = Image().Read().value();
  EXPECT_EQ(layout.image_size, 0x4000U);
  EXPECT_EQ(layout.headers_size, 0x400U);
  ASSERT_EQ(layout.sections.size(), 2U);
  EXPECT_EQ(layout.sections[0].offset, 0x1000U);
  EXPECT_EQ(layout.sections[0].size, 0x234U);
  EXPECT_EQ(layout.sections[0].protection, Protection::kReadExecute);
  EXPECT_EQ(layout.sections[1].protection, Protection::kReadWrite);
  EXPECT_EQ(layout.Find(std::string_view(".data")).value().offset, 0x2000U);
  EXPECT_FALSE(layout.Find(std::string_view(".dat")).has_value());
  EXPECT_FALSE(layout.Find(std::string_view(".datadata")).has_value());
}

TEST(ImageLayout, RefusesOtherFiles) {
  Image no_dos;
  no_dos.Set<std::uint16_t>(0, 0x5A4C);
  EXPECT_EQ(no_dos.Read().error(), Error::kCorrupt);
  Image no_pe;
  no_pe.Set<std::uint32_t>(kPe, 0x4551);
  EXPECT_EQ(no_pe.Read().error(), Error::kCorrupt);
  Image narrow;
  narrow.Set<std::uint16_t>(kPe + 24, 0x10B);
  EXPECT_EQ(narrow.Read().error(), Error::kCorrupt);
  EXPECT_EQ(ReadImageLayout(Image().bytes().first(0x50)).error(), Error::kOutOfRange);
}

TEST(ImageLayout, RefusesSectionsThatBreakTheRules) {
  Image both;
  both.Section(1, ".data", 0x2000, 0x2000, 0xE000'0040);
  EXPECT_EQ(both.Read().error(), Error::kCorrupt);
  Image unaligned;
  unaligned.Section(1, ".data", 0x2008, 0x100, 0xC000'0040);
  EXPECT_EQ(unaligned.Read().error(), Error::kCorrupt);
  Image too_long;
  too_long.Section(1, ".data", 0x2000, 0x2001, 0xC000'0040);
  EXPECT_EQ(too_long.Read().error(), Error::kCorrupt);
  Image overlapping;
  overlapping.Section(0, ".text", 0x1000, 0x1001, 0x6000'0020);
  EXPECT_EQ(overlapping.Read().error(), Error::kCorrupt);
  Image empty;
  empty.Section(1, ".data", 0x2000, 0, 0xC000'0040);
  EXPECT_EQ(empty.Read().error(), Error::kCorrupt);
}

TEST(ImageLayout, RefusesMoreSectionsThanItHolds) {
  Image image;
  image.Set<std::uint16_t>(kPe + 6, 17);
  EXPECT_EQ(image.Read().error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::hal
