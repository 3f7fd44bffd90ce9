#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/block_device.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm::fuzz {

/// A few small files, soon as they were again. The medium fails for the name BROKEN.FS.
class FuzzFiles final : public storage::FileStore {
 public:
  static constexpr std::size_t kMostFiles = 6;  ///< With those that are deleted.
  static constexpr std::size_t kMostOpen = 4;
  static constexpr std::uint64_t kLargest = 4096;

  /// There is one file, called F.FS, and nothing is open.
  void Begin(std::string_view content);

  Result<storage::FileHandle> Open(std::string_view name, storage::FileAccess access) override;
  Result<storage::FileHandle> Create(std::string_view name, storage::FileAccess access) override;
  Result<void> Close(storage::FileHandle file) override;
  Result<std::size_t> Read(storage::FileHandle file, ByteCount offset,
                           std::span<std::byte> bytes) override;
  Result<void> Write(storage::FileHandle file, ByteCount offset,
                     std::span<const std::byte> bytes) override;
  Result<ByteCount> Size(storage::FileHandle file) override;
  Result<void> Resize(storage::FileHandle file, ByteCount size) override;
  Result<void> Flush(storage::FileHandle file) override;
  Result<void> Delete(std::string_view name) override;
  Result<void> Rename(std::string_view name, std::string_view target) override;
  Result<storage::FileAccess> Status(std::string_view name) override;

 private:
  struct File {
    std::string name;  ///< Empty once it is deleted.
    std::string content;
  };
  static constexpr std::size_t kNone = kMostFiles;

  [[nodiscard]] std::size_t Find(std::string_view name) const;
  [[nodiscard]] Result<File*> Known(storage::FileHandle file) [[clang::lifetimebound]];
  [[nodiscard]] Result<storage::FileHandle> OpenAt(std::size_t file);

  std::vector<File> files_;
  std::array<std::size_t, kMostOpen> open_{kNone, kNone, kNone, kNone};
};

/// Eight blocks, of which the last cannot be read or written.
class FuzzBlocks final : public storage::BlockDevice {
 public:
  void Begin() { blocks_ = {}; }

  [[nodiscard]] std::uint64_t count() const override { return blocks_.size(); }
  storage::BlockOutcome Read(std::uint64_t block,
                             std::span<std::byte, storage::kBlockSize> bytes) override;
  storage::BlockOutcome Write(std::uint64_t block,
                              std::span<const std::byte, storage::kBlockSize> bytes) override;
  storage::BlockOutcome Flush() override { return storage::BlockOutcome::kDone; }

 private:
  std::array<std::array<std::byte, storage::kBlockSize>, 8> blocks_{};
};

}  // namespace starkernel::forthvm::fuzz
