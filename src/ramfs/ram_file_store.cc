#include "src/ramfs/ram_file_store.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::ramfs {

using storage::FileAccess;
using storage::FileHandle;

namespace {

/// There are no folders for a name to be in.
Result<void> CheckName(std::string_view name) {
  if (!storage::IsFileName(name)) {
    return Error::kInvalidArgument;
  }
  if (name.contains('/')) {
    return Error::kNotFound;
  }
  return {};
}

}  // namespace

Result<FileHandle> RamFileStore::Open(std::string_view name, FileAccess /*access*/) {
  return Take(*TRY(Find(name)));
}

Result<FileHandle> RamFileStore::Create(std::string_view name, FileAccess /*access*/) {
  TRY(CheckName(name));
  File* unused = nullptr;
  File* same = nullptr;
  for (File& file : files_) {
    if (file.name == name) {
      same = &file;
    }
    if (!file.in_use() && unused == nullptr) {
      unused = &file;
    }
  }
  File* const file = same != nullptr ? same : unused;
  if (file == nullptr) {
    return Error::kCapacity;
  }
  const FileHandle handle = TRY(Take(*file));
  Discard(file->name.Assign(name), "a name that was checked fits");
  Discard(file->contents.Resize(pool_, ByteCount{0}), "emptying needs no memory");
  return handle;
}

Result<void> RamFileStore::Close(FileHandle file) {
  File& closed = *TRY(OpenFile(file));
  open_[file.value()] = nullptr;
  --closed.open_count;
  ForgetIfUnused(closed);
  return {};
}

Result<std::size_t> RamFileStore::Read(FileHandle file, ByteCount offset,
                                       std::span<std::byte> bytes) {
  return TRY(OpenFile(file))->contents.Read(pool_, offset, bytes);
}

Result<void> RamFileStore::Write(FileHandle file, ByteCount offset,
                                 std::span<const std::byte> bytes) {
  return TRY(OpenFile(file))->contents.Write(pool_, offset, bytes);
}

Result<ByteCount> RamFileStore::Size(FileHandle file) {
  return TRY(OpenFile(file))->contents.size();
}

Result<void> RamFileStore::Resize(FileHandle file, ByteCount size) {
  return TRY(OpenFile(file))->contents.Resize(pool_, size);
}

Result<void> RamFileStore::Flush(FileHandle file) {
  TRY(OpenFile(file));
  return {};
}

Result<void> RamFileStore::Delete(std::string_view name) {
  File& file = *TRY(Find(name));
  file.name.Clear();
  ForgetIfUnused(file);
  return {};
}

Result<void> RamFileStore::Rename(std::string_view name, std::string_view target) {
  TRY(CheckName(name));
  TRY(CheckName(target));
  File& file = *TRY(Find(name));
  if (Find(target).ok()) {
    return Error::kAlreadyExists;
  }
  Discard(file.name.Assign(target), "a name that was checked fits");
  return {};
}

Result<FileAccess> RamFileStore::Status(std::string_view name) {
  TRY(Find(name));
  return FileAccess::kReadWrite;
}

Result<RamFileStore::File*> RamFileStore::Find(std::string_view name) {
  TRY(CheckName(name));
  for (File& file : files_) {
    if (file.name == name) {
      return &file;
    }
  }
  return Error::kNotFound;
}

Result<RamFileStore::File*> RamFileStore::OpenFile(FileHandle handle) {
  if (handle.value() >= kMostOpen || open_[handle.value()] == nullptr) {
    return Error::kInvalidArgument;
  }
  return open_[handle.value()];
}

Result<FileHandle> RamFileStore::Take(File& file) {
  for (std::uint32_t handle = 0; handle < kMostOpen; ++handle) {
    if (open_[handle] == nullptr) {
      open_[handle] = &file;
      ++file.open_count;
      return FileHandle(handle);
    }
  }
  return Error::kCapacity;
}

void RamFileStore::ForgetIfUnused(File& file) {
  if (!file.in_use()) {
    Discard(file.contents.Resize(pool_, ByteCount{0}), "emptying needs no memory");
  }
}

}  // namespace starkernel::ramfs
