#include "src/hal/hosted/working_directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "src/base/error.h"
#include "src/base/guarded_access_unsafe.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {

using storage::FileAccess;
using storage::FileHandle;

namespace {

constexpr std::size_t kReadAhead = std::size_t{16} * 1024;

Error ErrorOf(int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR: return Error::kNotFound;
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP: return Error::kInvalidArgument;
    case EACCES:
    case EPERM:
    case EROFS:
    case ETXTBSY: return Error::kUnsupported;
    case EMFILE:
    case ENFILE:
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return Error::kCapacity;
    default: return Error::kDeviceFailure;
  }
}
Error LastError() { return ErrorOf(errno); }

/// The path without links, if it leads anywhere.
std::optional<std::string> Canonical(const std::string& path) {
  std::error_code failure;
  const std::filesystem::path real = std::filesystem::canonical(path, failure);
  errno = failure.value();
  return failure ? std::nullopt : std::optional(real.string());
}

int FlagsFor(FileAccess access) {
  switch (access) {
    case FileAccess::kRead: return O_RDONLY;
    case FileAccess::kWrite: return O_WRONLY;
    case FileAccess::kReadWrite: return O_RDWR;
  }
  return O_RDONLY;
}

/// Whether all of the range has offsets that the host can express.
bool FitsHost(std::uint64_t offset, std::uint64_t size) {
  constexpr auto kLast = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
  return offset <= kLast && size <= kLast - offset;
}

/// Touches the pages of a span that a call of the host's did not find: they are an envelope's, and
/// the host was made to forget them (SoftwareMmu).
void Touch(std::span<const std::byte> bytes) {
  std::uint64_t ignored = 0;
  static_cast<void>(TryLoad(bytes.back(), ignored));
  for (std::size_t next = 0; next < bytes.size(); next += kPageSize.value()) {
    static_cast<void>(TryLoad(bytes[next], ignored));
  }
}

/// Reads until the span is full or the file ends.
Result<std::size_t> ReadAt(int descriptor, std::uint64_t offset, std::span<std::byte> bytes) {
  std::size_t done = 0;
  bool is_touched = false;
  while (done < bytes.size() && FitsHost(offset, bytes.size())) {
    const std::span<std::byte> rest = bytes.subspan(done);
    const ssize_t count =
        pread(descriptor, rest.data(), rest.size(), static_cast<off_t>(offset + done));
    if (count == 0) {
      return done;
    }
    if (count < 0 && errno == EFAULT && !std::exchange(is_touched, true)) {
      Touch(rest);
      continue;
    }
    if (count < 0 && errno != EINTR) {
      return LastError();
    }
    is_touched = false;
    done += count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  return done;
}

Result<void> WriteAt(int descriptor, std::uint64_t offset, std::span<const std::byte> bytes) {
  std::size_t done = 0;
  bool is_touched = false;
  while (done < bytes.size()) {
    const std::span<const std::byte> rest = bytes.subspan(done);
    const ssize_t count =
        pwrite(descriptor, rest.data(), rest.size(), static_cast<off_t>(offset + done));
    if (count < 0 && errno == EFAULT && !std::exchange(is_touched, true)) {
      Touch(rest);
      continue;
    }
    if (count < 0 && errno != EINTR) {
      return LastError();
    }
    is_touched = false;
    done += count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  return {};
}

Result<std::uint64_t> SizeOf(int descriptor) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) {
    return LastError();
  }
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace

WorkingDirectory::WorkingDirectory(const std::string& folder)
    : root_(Canonical(folder).value_or("")) {}

WorkingDirectory::~WorkingDirectory() {
  for (const OpenFile& file : open_) {
    if (file.descriptor >= 0) {
      close(file.descriptor);
    }
  }
}

Result<FileHandle> WorkingDirectory::Open(std::string_view name, FileAccess access) {
  return OpenPath(TRY(FilePath(name)), FlagsFor(access));
}

Result<FileHandle> WorkingDirectory::Create(std::string_view name, FileAccess access) {
  const Result<std::string> known = FilePath(name);
  if (!known.ok() && known.error() != Error::kNotFound) {
    return known.error();
  }
  const std::string path = known.ok() ? known.value() : TRY(EntryPath(name));
  // A link to nothing is there, and what it names may be outside.
  struct stat status{};
  if (!known.ok() && lstat(path.c_str(), &status) == 0) {
    return Error::kUnsupported;
  }
  // Emptying a file needs the right to write, whatever the program wants to do with it.
  const int flags = access == FileAccess::kWrite ? O_WRONLY : O_RDWR;
  const FileHandle file = TRY(OpenPath(path, flags | O_CREAT));
  if (const Result<void> emptied = Resize(file, ByteCount{0}); !emptied.ok()) {
    Discard(Close(file), "the first error is the one to tell");
    return emptied.error();
  }
  return file;
}

Result<void> WorkingDirectory::Close(FileHandle file) {
  OpenFile& closed = *TRY(Known(file));
  const int descriptor = std::exchange(closed.descriptor, -1);
  closed.ahead.clear();
  if (close(descriptor) != 0 && errno != EINTR) {
    return LastError();
  }
  return {};
}

Result<std::size_t> WorkingDirectory::Read(FileHandle file, ByteCount offset,
                                           std::span<std::byte> bytes) {
  OpenFile& open = *TRY(Known(file));
  if (bytes.size() >= kReadAhead) {
    return ReadAt(open.descriptor, offset.value(), bytes);
  }
  const auto is_ahead = [&open, offset, bytes] {
    return offset.value() >= open.ahead_offset &&
           offset.value() - open.ahead_offset <= open.ahead.size() &&
           bytes.size() <= open.ahead.size() - (offset.value() - open.ahead_offset);
  };
  if (open.ahead_changes != changes_ || !is_ahead()) {
    open.ahead.resize(kReadAhead);
    const Result<std::size_t> count = ReadAt(open.descriptor, offset.value(), open.ahead);
    open.ahead.resize(count.ok() ? count.value() : 0);
    open.ahead_offset = offset.value();
    open.ahead_changes = changes_;
    TRY(Result(count));
  }
  const std::span<const std::byte> rest =
      std::span(open.ahead).subspan(offset.value() - open.ahead_offset);
  const std::size_t count = std::min(bytes.size(), rest.size());
  CopyInto(bytes, rest.first(count));
  return count;
}

Result<void> WorkingDirectory::Write(FileHandle file, ByteCount offset,
                                     std::span<const std::byte> bytes) {
  const OpenFile& open = *TRY(Known(file));
  if (bytes.empty()) {
    return {};
  }
  if (!FitsHost(offset.value(), bytes.size())) {
    return Error::kCapacity;
  }
  ++changes_;
  const std::uint64_t before = TRY(SizeOf(open.descriptor));
  const Result<void> written = WriteAt(open.descriptor, offset.value(), bytes);
  if (!written.ok() && ftruncate(open.descriptor, static_cast<off_t>(before)) != 0) {
    return Error::kDeviceFailure;
  }
  return written;
}

Result<ByteCount> WorkingDirectory::Size(FileHandle file) {
  return ByteCount(TRY(SizeOf(TRY(Known(file))->descriptor)));
}

Result<void> WorkingDirectory::Resize(FileHandle file, ByteCount size) {
  const OpenFile& open = *TRY(Known(file));
  if (!FitsHost(size.value(), 0)) {
    return Error::kCapacity;
  }
  ++changes_;
  if (ftruncate(open.descriptor, static_cast<off_t>(size.value())) != 0) {
    return LastError();
  }
  return {};
}

Result<void> WorkingDirectory::Flush(FileHandle file) {
  if (fsync(TRY(Known(file))->descriptor) != 0) {
    return LastError();
  }
  return {};
}

Result<void> WorkingDirectory::Delete(std::string_view name) {
  const std::string path = TRY(EntryPath(name));
  struct stat status{};
  if (lstat(path.c_str(), &status) != 0) {
    return LastError();
  }
  if (S_ISDIR(status.st_mode)) {
    return Error::kInvalidArgument;
  }
  if (unlink(path.c_str()) != 0) {
    return LastError();
  }
  return {};
}

Result<void> WorkingDirectory::Rename(std::string_view name, std::string_view target) {
  const std::string from = TRY(EntryPath(name));
  const std::string to = TRY(EntryPath(target));
  struct stat status{};
  if (lstat(from.c_str(), &status) != 0) {
    return LastError();
  }
  if (S_ISDIR(status.st_mode)) {
    return Error::kInvalidArgument;
  }
  if (lstat(to.c_str(), &status) == 0) {
    return Error::kAlreadyExists;
  }
  if (rename(from.c_str(), to.c_str()) != 0) {
    return LastError();
  }
  return {};
}

Result<FileAccess> WorkingDirectory::Status(std::string_view name) {
  const std::string path = TRY(FilePath(name));
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) {
    return LastError();
  }
  if (!S_ISREG(status.st_mode)) {
    return Error::kInvalidArgument;
  }
  return access(path.c_str(), W_OK) == 0 ? FileAccess::kReadWrite : FileAccess::kRead;
}

Result<std::string> WorkingDirectory::EntryPath(std::string_view name) const {
  if (!storage::IsFileName(name)) {
    return Error::kInvalidArgument;
  }
  if (root_.empty()) {
    return Error::kNotFound;
  }
  const std::filesystem::path path = std::filesystem::path(root_) / name;
  const std::optional<std::string> folder = Canonical(path.parent_path().string());
  if (!folder.has_value()) {
    return LastError();
  }
  if (!IsInside(*folder)) {
    return Error::kUnsupported;
  }
  return (std::filesystem::path(*folder) / path.filename()).string();
}

Result<std::string> WorkingDirectory::FilePath(std::string_view name) const {
  const std::optional<std::string> path = Canonical(TRY(EntryPath(name)));
  if (!path.has_value()) {
    return LastError();
  }
  if (!IsInside(*path)) {
    return Error::kUnsupported;
  }
  return *path;
}

bool WorkingDirectory::IsInside(std::string_view path) const {
  const std::string_view root = root_;
  return path == root || root == "/" ||
         (path.starts_with(root) && path.substr(root.size()).starts_with('/'));
}

Result<FileHandle> WorkingDirectory::OpenPath(const std::string& path, int flags) {
  constexpr mode_t kMode = 0666;
  const auto place =
      static_cast<std::size_t>(std::ranges::find(open_, -1, &OpenFile::descriptor) - open_.begin());
  if (place == kMostOpen) {
    return Error::kCapacity;
  }
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, kMode);
  if (descriptor < 0) {
    return LastError();
  }
  struct stat status{};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor);
    return Error::kInvalidArgument;
  }
  if (place == open_.size()) {
    open_.emplace_back();
  }
  open_[place] = {.descriptor = descriptor};
  return FileHandle(static_cast<std::uint32_t>(place));
}

Result<WorkingDirectory::OpenFile*> WorkingDirectory::Known(FileHandle file) {
  if (file.value() >= open_.size() || open_[file.value()].descriptor < 0) {
    return Error::kInvalidArgument;
  }
  return &open_[file.value()];
}

}  // namespace starkernel::hal
