#include "src/hal/x86_64/image_layout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::hal {
namespace {

constexpr std::uint16_t kDosMagic = 0x5A4D;
constexpr std::uint32_t kPeMagic = 0x0000'4550;
constexpr std::uint16_t kPe32PlusMagic = 0x20B;
constexpr std::uint64_t kPePointer = 60;
constexpr std::uint64_t kSectionCountOffset = 6;
constexpr std::uint64_t kOptionalSizeOffset = 20;
constexpr std::uint64_t kOptionalHeaderOffset = 24;
constexpr std::uint64_t kImageSizeOffset = kOptionalHeaderOffset + 56;
constexpr std::uint64_t kHeadersSizeOffset = kOptionalHeaderOffset + 60;
constexpr std::uint64_t kSectionHeaderSize = 40;
constexpr std::uint32_t kExecuteFlag = 0x2000'0000;
constexpr std::uint32_t kWriteFlag = 0x8000'0000;

Result<Protection> ProtectionOf(std::uint32_t flags) {
  const bool writable = (flags & kWriteFlag) != 0;
  const bool executable = (flags & kExecuteFlag) != 0;
  if (writable && executable) {
    return Error::kCorrupt;
  }
  if (executable) {
    return Protection::kReadExecute;
  }
  return writable ? Protection::kReadWrite : Protection::kReadOnly;
}

Result<ImageSection> ReadSection(std::span<const std::byte> header, const ImageLayout& layout) {
  ImageSection section;
  for (std::size_t index = 0; index < section.name.size(); ++index) {
    section.name.at(index) = static_cast<char>(header[index]);
  }
  section.size = TRY(ReadLittleEndian<std::uint32_t>(header, 8));
  section.offset = TRY(ReadLittleEndian<std::uint32_t>(header, 12));
  const std::uint32_t flags = TRY(ReadLittleEndian<std::uint32_t>(header, 36));
  section.protection = TRY(ProtectionOf(flags));
  std::uint32_t lowest = layout.headers_size;
  if (!layout.sections.empty()) {
    const ImageSection& before = layout.sections.back();
    lowest = before.offset + before.size;
  }
  const bool aligned = section.offset % kPageSize.value() == 0;
  const bool inside =
      section.offset <= layout.image_size && section.size <= layout.image_size - section.offset;
  if (!aligned || !inside || section.size == 0 || section.offset < lowest) {
    return Error::kCorrupt;
  }
  return section;
}

}  // namespace

std::optional<ImageSection> ImageLayout::Find(std::span<const char> name) const {
  std::array<char, 8> padded{};
  if (name.size() > padded.size()) {
    return std::nullopt;
  }
  CopyInto(std::span<char>(padded), name);
  for (const ImageSection& section : sections) {
    if (section.name == padded) {
      return section;
    }
  }
  return std::nullopt;
}

Result<ImageLayout> ReadImageLayout(std::span<const std::byte> image) {
  if (TRY(ReadLittleEndian<std::uint16_t>(image, 0)) != kDosMagic) {
    return Error::kCorrupt;
  }
  const std::uint64_t pe = TRY(ReadLittleEndian<std::uint32_t>(image, kPePointer));
  if (TRY(ReadLittleEndian<std::uint32_t>(image, pe)) != kPeMagic ||
      TRY(ReadLittleEndian<std::uint16_t>(image, pe + kOptionalHeaderOffset)) != kPe32PlusMagic) {
    return Error::kCorrupt;
  }
  ImageLayout layout;
  layout.image_size = TRY(ReadLittleEndian<std::uint32_t>(image, pe + kImageSizeOffset));
  layout.headers_size = TRY(ReadLittleEndian<std::uint32_t>(image, pe + kHeadersSizeOffset));
  const std::uint64_t count = TRY(ReadLittleEndian<std::uint16_t>(image, pe + kSectionCountOffset));
  const std::uint64_t optional_size =
      TRY(ReadLittleEndian<std::uint16_t>(image, pe + kOptionalSizeOffset));
  if (count > ImageLayout::kMaximumSections) {
    return Error::kCapacity;
  }
  const std::uint64_t table = pe + kOptionalHeaderOffset + optional_size;
  if (table + count * kSectionHeaderSize > image.size()) {
    return Error::kCorrupt;
  }
  for (std::uint64_t index = 0; index < count; ++index) {
    const auto header = image.subspan(table + index * kSectionHeaderSize, kSectionHeaderSize);
    TRY(layout.sections.Push(TRY(ReadSection(header, layout))));
  }
  return layout;
}

}  // namespace starkernel::hal
