#pragma once

#include <cstdint>

#include "src/base/strong_number.h"

namespace starkernel {

/// A number of bytes.
using ByteCount = StrongCount<struct ByteCountTag, std::uint64_t>;

/// A number of 4 KiB pages or frames.
using PageCount = StrongCount<struct PageCountTag, std::uint64_t>;

/// Units of guest execution: what an engine charges at calls and backward branches.
using Reductions = StrongCount<struct ReductionsTag, std::uint64_t>;

/// A span of time in nanoseconds.
using Nanoseconds = StrongCount<struct NanosecondsTag, std::uint64_t>;

/// Size of a page and of a physical frame on x86_64 (Intel SDM volume 3, 4.5).
inline constexpr ByteCount kPageSize{4096};

/// Size of the larger page that one page-directory entry can map.
inline constexpr ByteCount kLargePageSize{std::uint64_t{2} * 1024 * 1024};

[[nodiscard]] constexpr ByteCount KiB(std::uint64_t count) { return ByteCount{1024} * count; }
[[nodiscard]] constexpr ByteCount MiB(std::uint64_t count) { return KiB(1024) * count; }
[[nodiscard]] constexpr ByteCount GiB(std::uint64_t count) { return MiB(1024) * count; }

/// The bytes that `pages` pages cover.
[[nodiscard]] constexpr ByteCount BytesOf(PageCount pages) { return kPageSize * pages.value(); }

/// The pages needed to hold `bytes` bytes, rounded up.
[[nodiscard]] constexpr PageCount PagesFor(ByteCount bytes) {
  const std::uint64_t whole = bytes.value() / kPageSize.value();
  return PageCount(bytes.value() % kPageSize.value() == 0 ? whole : whole + 1);
}

}  // namespace starkernel
