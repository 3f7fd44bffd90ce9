#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/fixed_vector.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"

namespace starkernel::hal {

/// One section of the loaded kernel image.
struct ImageSection {
  std::array<char, 8> name{};  ///< Padded with NUL characters.
  std::uint32_t offset = 0;    ///< From the image base; a multiple of the page size.
  std::uint32_t size = 0;      ///< In memory, at least 1.
  Protection protection = Protection::kReadOnly;
};

/// What the headers of a loaded PE32+ image say about it (Microsoft PE format specification).
struct ImageLayout {
  static constexpr std::size_t kMaximumSections = 16;

  std::uint32_t headers_size = 0;  ///< Bytes before the first section.
  std::uint32_t image_size = 0;    ///< Bytes from the base to the end of the last page.
  FixedVector<ImageSection, kMaximumSections> sections{};

  /// The section called `name`, at most 8 characters.
  [[nodiscard]] std::optional<ImageSection> Find(std::span<const char> name) const;
};

/// Reads the headers at the start of the loaded image. Error::kCorrupt if they are not those of
/// a PE32+ image or a section is not page-aligned, lies outside the image, overlaps the one
/// before it or is both writable and executable; Error::kCapacity if there are too many.
[[nodiscard]] Result<ImageLayout> ReadImageLayout(std::span<const std::byte> image);

}  // namespace starkernel::hal
