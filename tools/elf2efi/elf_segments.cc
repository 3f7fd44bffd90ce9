#include "tools/elf2efi/elf_segments.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "tools/elf2efi/elf_file.h"
#include "tools/elf2efi/elf_image.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint32_t kTypeLoad = 1;
constexpr std::uint32_t kTypeInterpreter = 3;
constexpr std::uint32_t kTypeThreadLocal = 7;
constexpr std::uint32_t kFlagExecute = 1;
constexpr std::uint32_t kFlagWrite = 2;
constexpr std::uint64_t kImageLimit = 0x7FFF'F000;

Outcome<Access> AccessOf(const ProgramHeader& header, const std::string& where) {
  const bool executable = (header.flags & kFlagExecute) != 0;
  const bool writable = (header.flags & kFlagWrite) != 0;
  if (executable && writable) {
    return Failure{where + " is both writable and executable"};
  }
  if (executable) {
    return Access::kReadExecute;
  }
  return writable ? Access::kReadWrite : Access::kReadOnly;
}

Outcome<Segment> SegmentOf(const ElfFile& file, const ProgramHeader& header) {
  const std::string where = "the segment at " + HexText(header.address);
  if (header.address % kPageBytes != 0) {
    return Failure{where + " is not page-aligned: link with -z separate-loadable-segments"};
  }
  if (header.address < kPageBytes) {
    return Failure{where + " lies where the PE headers go: link with --image-base=0x1000"};
  }
  if (header.file_size > header.memory_size) {
    return Failure{where + " has " + HexText(header.file_size) + " bytes in the file but only " +
                   HexText(header.memory_size) + " in memory"};
  }
  if (header.address > kImageLimit || header.memory_size > kImageLimit - header.address) {
    return Failure{where + ", size " + HexText(header.memory_size) + ", ends above " +
                   HexText(kImageLimit)};
  }
  const auto bytes = TRY(FileRange(file.bytes, header.offset, header.file_size, where));
  return Segment{.address = static_cast<std::uint32_t>(header.address),
                 .memory_size = static_cast<std::uint32_t>(header.memory_size),
                 .access = TRY(AccessOf(header, where)),
                 .bytes = {bytes.begin(), bytes.end()}};
}

std::uint64_t PageEnd(const Segment& segment) {
  const std::uint64_t end = std::uint64_t{segment.address} + segment.memory_size;
  return (end + kPageBytes - 1) / kPageBytes * kPageBytes;
}

}  // namespace

Outcome<std::vector<Segment>> ReadSegments(const ElfFile& file) {
  std::vector<Segment> segments;
  for (const ProgramHeader& header : file.programs) {
    if (header.type == kTypeInterpreter) {
      return Failure{"the file names a program interpreter: link with --no-dynamic-linker"};
    }
    if (header.type == kTypeThreadLocal) {
      return Failure{"the file has thread-local storage, which the image can't have"};
    }
    if (header.type == kTypeLoad && header.memory_size != 0) {
      segments.push_back(TRY(SegmentOf(file, header)));
    }
  }
  if (segments.empty()) {
    return Failure{"the file has no loadable segment"};
  }
  std::ranges::sort(segments, {}, &Segment::address);
  const auto clash = std::ranges::adjacent_find(
      segments,
      [](const Segment& low, const Segment& high) { return PageEnd(low) > high.address; });
  if (clash != segments.end()) {
    return Failure{"the segment at " + HexText(clash->address) +
                   " overlaps a page of the segment after it"};
  }
  return segments;
}

}  // namespace starkernel::elf2efi
