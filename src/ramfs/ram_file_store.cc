#include "src/ramfs/ram_file_store.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/block_room.h"
#include "src/heap/box.h"
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

Result<void> RamFileStore::Prepare() {
  if (tables_.has_value()) {
    return {};
  }
  constexpr ByteCount kTaken = heap::BlockRoom(ByteCount(sizeof(Tables)));
  tables_.emplace(TRY(heap::Charged(
      account_, kTaken, [this] { return heap::MakeBox<Tables>(heap_, heap_, account_); })));
  return {};
}

Result<FileHandle> RamFileStore::Open(std::string_view name, FileAccess /*access*/) {
  return Take(*TRY(Find(name)));
}

Result<FileHandle> RamFileStore::Create(std::string_view name, FileAccess /*access*/) {
  TRY(CheckName(name));
  TRY(Prepare());
  File* unused = nullptr;
  File* same = nullptr;
  for (File& file : tables().files) {
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
  Discard(file->contents.Resize(tables().pool, ByteCount{0}), "emptying needs no memory");
  return handle;
}

Result<void> RamFileStore::Close(FileHandle file) {
  File& closed = *TRY(OpenFile(file));
  tables().open[file.value()] = nullptr;
  --closed.open_count;
  ForgetIfUnused(closed);
  return {};
}

Result<std::size_t> RamFileStore::Read(FileHandle file, ByteCount offset,
                                       std::span<std::byte> bytes) {
  return TRY(OpenFile(file))->contents.Read(tables().pool, offset, bytes);
}

Result<void> RamFileStore::Write(FileHandle file, ByteCount offset,
                                 std::span<const std::byte> bytes) {
  return TRY(OpenFile(file))->contents.Write(tables().pool, offset, bytes);
}

Result<ByteCount> RamFileStore::Size(FileHandle file) {
  return TRY(OpenFile(file))->contents.size();
}

Result<void> RamFileStore::Resize(FileHandle file, ByteCount size) {
  return TRY(OpenFile(file))->contents.Resize(tables().pool, size);
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
  if (!tables_.has_value()) {
    return Error::kNotFound;
  }
  for (File& file : tables().files) {
    if (file.name == name) {
      return &file;
    }
  }
  return Error::kNotFound;
}

Result<RamFileStore::File*> RamFileStore::OpenFile(FileHandle handle) {
  if (!tables_.has_value() || handle.value() >= kMostOpen ||
      tables().open[handle.value()] == nullptr) {
    return Error::kInvalidArgument;
  }
  return tables().open[handle.value()];
}

RamFileStore::Tables& RamFileStore::tables() const {
  if (!tables_.has_value()) {
    Panic("a store without a file is asked for one");
  }
  return **tables_;
}

Result<FileHandle> RamFileStore::Take(File& file) {
  for (std::uint32_t handle = 0; handle < kMostOpen; ++handle) {
    File*& place = tables().open[handle];
    if (place == nullptr) {
      place = &file;
      ++file.open_count;
      return FileHandle(handle);
    }
  }
  return Error::kCapacity;
}

void RamFileStore::ForgetIfUnused(File& file) {
  if (!file.in_use()) {
    Discard(file.contents.Resize(tables().pool, ByteCount{0}), "emptying needs no memory");
  }
}

}  // namespace starkernel::ramfs
