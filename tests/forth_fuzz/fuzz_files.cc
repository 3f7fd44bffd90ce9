#include "tests/forth_fuzz/fuzz_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/block_device.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm::fuzz {
namespace {

Result<void> Check(std::string_view name) {
  if (!storage::IsFileName(name)) {
    return Error::kInvalidArgument;
  }
  return name == "BROKEN.FS" ? Result<void>(Error::kDeviceFailure) : Result<void>();
}

}  // namespace

void FuzzFiles::Begin(std::string_view content) {
  open_.fill(kNone);
  files_.assign(1, {.name = "F.FS", .content = std::string(content)});
}

std::size_t FuzzFiles::Find(std::string_view name) const {
  const auto found = std::ranges::find(files_, name, &File::name);
  return found == files_.end() ? kNone
                               : static_cast<std::size_t>(std::distance(files_.begin(), found));
}

Result<FuzzFiles::File*> FuzzFiles::Known(storage::FileHandle file) {
  if (file.value() >= open_.size() || open_.at(file.value()) == kNone) {
    return Error::kInvalidArgument;
  }
  return &files_.at(open_.at(file.value()));
}

Result<storage::FileHandle> FuzzFiles::OpenAt(std::size_t file) {
  const auto free = std::ranges::find(open_, kNone);
  if (free == open_.end()) {
    return Error::kCapacity;
  }
  *free = file;
  return storage::FileHandle(static_cast<std::uint32_t>(std::distance(open_.begin(), free)));
}

Result<storage::FileHandle> FuzzFiles::Open(std::string_view name, storage::FileAccess /*access*/) {
  TRY(Check(name));
  const std::size_t file = Find(name);
  return file == kNone ? Result<storage::FileHandle>(Error::kNotFound) : OpenAt(file);
}

Result<storage::FileHandle> FuzzFiles::Create(std::string_view name,
                                              storage::FileAccess /*access*/) {
  TRY(Check(name));
  const std::size_t known = Find(name);
  if (known != kNone) {
    files_.at(known).content.clear();
    return OpenAt(known);
  }
  if (files_.size() == kMostFiles) {
    return Error::kCapacity;
  }
  files_.push_back({.name = std::string(name), .content = {}});
  return OpenAt(files_.size() - 1);
}

Result<void> FuzzFiles::Close(storage::FileHandle file) {
  TRY(Known(file));
  open_.at(file.value()) = kNone;
  return {};
}

Result<std::size_t> FuzzFiles::Read(storage::FileHandle file, ByteCount offset,
                                    std::span<std::byte> bytes) {
  const std::string& content = TRY(Known(file))->content;
  const std::size_t start = std::min<std::uint64_t>(offset.value(), content.size());
  const std::size_t count = std::min(bytes.size(), content.size() - start);
  std::ranges::copy(std::as_bytes(std::span(content)).subspan(start, count), bytes.begin());
  return count;
}

Result<void> FuzzFiles::Write(storage::FileHandle file, ByteCount offset,
                              std::span<const std::byte> bytes) {
  std::string& content = TRY(Known(file))->content;
  if (bytes.size() > kLargest || offset.value() > kLargest - bytes.size()) {
    return Error::kCapacity;
  }
  content.resize(std::max<std::size_t>(content.size(), offset.value() + bytes.size()));
  std::ranges::copy(bytes,
                    std::as_writable_bytes(std::span(content)).subspan(offset.value()).begin());
  return {};
}

Result<ByteCount> FuzzFiles::Size(storage::FileHandle file) {
  return ByteCount(TRY(Known(file))->content.size());
}

Result<void> FuzzFiles::Resize(storage::FileHandle file, ByteCount size) {
  std::string& content = TRY(Known(file))->content;
  if (size.value() > kLargest) {
    return Error::kCapacity;
  }
  content.resize(size.value());
  return {};
}

Result<void> FuzzFiles::Flush(storage::FileHandle file) {
  TRY(Known(file));
  return {};
}

Result<void> FuzzFiles::Delete(std::string_view name) {
  TRY(Check(name));
  const std::size_t file = Find(name);
  if (file == kNone) {
    return Error::kNotFound;
  }
  files_.at(file).name.clear();
  return {};
}

Result<void> FuzzFiles::Rename(std::string_view name, std::string_view target) {
  TRY(Check(name));
  TRY(Check(target));
  const std::size_t file = Find(name);
  if (file == kNone) {
    return Error::kNotFound;
  }
  if (Find(target) != kNone) {
    return Error::kAlreadyExists;
  }
  files_.at(file).name = target;
  return {};
}

Result<storage::FileAccess> FuzzFiles::Status(std::string_view name) {
  TRY(Check(name));
  return Find(name) == kNone ? Result<storage::FileAccess>(Error::kNotFound)
                             : Result<storage::FileAccess>(storage::FileAccess::kReadWrite);
}

storage::BlockOutcome FuzzBlocks::Read(std::uint64_t block,
                                       std::span<std::byte, storage::kBlockSize> bytes) {
  std::ranges::copy(blocks_.at(block), bytes.begin());
  return block + 1 == count() ? storage::BlockOutcome::kFailed : storage::BlockOutcome::kDone;
}

storage::BlockOutcome FuzzBlocks::Write(std::uint64_t block,
                                        std::span<const std::byte, storage::kBlockSize> bytes) {
  std::ranges::copy(bytes, blocks_.at(block).begin());
  return block + 1 == count() ? storage::BlockOutcome::kFailed : storage::BlockOutcome::kDone;
}

}  // namespace starkernel::forthvm::fuzz
