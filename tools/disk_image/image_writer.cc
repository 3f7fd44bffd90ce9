#include "tools/disk_image/image_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "tools/disk_image/disk_layout.h"
#include "tools/disk_image/partition_table.h"
#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;
using Outcome = std::expected<void, std::string>;

std::unexpected<std::string> SystemError(std::string_view what, const fs::path& path) {
  return std::unexpected(std::string(what) + " " + path.string() + ": " + std::strerror(errno));
}

bool WriteAt(const FileDescriptor& file, std::span<const std::byte> bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t count =
        ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count <= 0) {
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return true;
}

Outcome WritePartitionTables(const DiskLayout& layout, const fs::path& output) {
  const FileDescriptor file(::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!file.valid() || ::ftruncate(file.get(), static_cast<off_t>(layout.disk_bytes())) != 0) {
    return SystemError("cannot make", output);
  }
  if (!WriteAt(file, PrimaryPartitionTable(layout), 0) ||
      !WriteAt(file, BackupPartitionTable(layout),
               BackupPartitionTableStart(layout) * kSectorSize)) {
    return SystemError("cannot write", output);
  }
  return {};
}

bool CopyRange(const FileDescriptor& from, const FileDescriptor& to, off_t start, off_t end) {
  std::vector<std::byte> buffer(64 * 1024);
  while (start < end) {
    const auto wanted = std::min(buffer.size(), static_cast<std::size_t>(end - start));
    const ssize_t count = ::pread(from.get(), buffer.data(), wanted, start);
    if (count <= 0) {
      return false;
    }
    const auto got = std::span<const std::byte>(buffer).first(static_cast<std::size_t>(count));
    if (!WriteAt(to, got, static_cast<std::uint64_t>(start))) {
      return false;
    }
    start += count;
  }
  return true;
}

}  // namespace

Outcome WriteDiskImage(const fs::path& mtools_root, const fs::path& output,
                       std::span<const PartitionFile> files) {
  constexpr DiskLayout kLayout;
  if (auto written = WritePartitionTables(kLayout, output); !written) {
    return written;
  }
  const SystemPartition partition(mtools_root, output, kLayout.partition_offset_bytes());
  if (auto formatted = partition.Format(kLayout.partition_size); !formatted) {
    return formatted;
  }
  return partition.Add(files);
}

std::expected<std::uint64_t, std::string> SystemPartitionOffset(const fs::path& image) {
  const FileDescriptor file(::open(image.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) {
    return SystemError("cannot open", image);
  }
  std::vector<std::byte> start(kPartitionTableBytes);
  const ssize_t count = ::pread(file.get(), start.data(), start.size(), 0);
  start.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return FindSystemPartition(start).transform(
      [](std::uint64_t block) { return block * kSectorSize; });
}

Outcome AddToDiskImage(const fs::path& mtools_root, const fs::path& image,
                       std::span<const PartitionFile> files) {
  return SystemPartitionOffset(image).and_then(
      [&](std::uint64_t offset) { return SystemPartition(mtools_root, image, offset).Add(files); });
}

Outcome CopySparsely(const fs::path& original, const fs::path& copy) {
  const FileDescriptor from(::open(original.c_str(), O_RDONLY | O_CLOEXEC));
  if (!from.valid()) {
    return SystemError("cannot open", original);
  }
  const FileDescriptor to(::open(copy.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  const off_t size = ::lseek(from.get(), 0, SEEK_END);
  if (!to.valid() || size < 0 || ::ftruncate(to.get(), size) != 0) {
    return SystemError("cannot make", copy);
  }
  for (off_t start = ::lseek(from.get(), 0, SEEK_DATA); start >= 0 && start < size;) {
    const off_t end = ::lseek(from.get(), start, SEEK_HOLE);
    if (end < 0 || !CopyRange(from, to, start, end)) {
      return SystemError("cannot copy", original);
    }
    start = ::lseek(from.get(), end, SEEK_DATA);
  }
  return {};
}

}  // namespace starkernel::tools
