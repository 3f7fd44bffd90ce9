#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {

/// The files of a folder of the host and of those below it, and nothing outside: a link that leads
/// elsewhere is Error::kUnsupported, anything but a regular file Error::kInvalidArgument. What is
/// written goes to the host at once.
class WorkingDirectory final : public storage::FileStore {
 public:
  static constexpr std::size_t kMostOpen = 64;

  /// The folder is looked up now. One that does not exist has no files.
  explicit WorkingDirectory(const std::string& folder = ".");
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;
  ~WorkingDirectory();

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
  struct OpenFile {
    int descriptor = -1;
    // Part of the file, so that reading lines does not ask the host for each.
    std::vector<std::byte> ahead{};
    std::uint64_t ahead_offset = 0;
    std::uint64_t ahead_changes = 0;  ///< changes_ when it was read.
  };

  /// Where the entry of that name is, its folder without links. Error::kNotFound if there is no
  /// such folder.
  [[nodiscard]] Result<std::string> EntryPath(std::string_view name) const;
  /// The same behind all links. Error::kNotFound.
  [[nodiscard]] Result<std::string> FilePath(std::string_view name) const;
  [[nodiscard]] bool IsInside(std::string_view path) const;
  [[nodiscard]] Result<storage::FileHandle> OpenPath(const std::string& path, int flags);
  [[nodiscard]] Result<OpenFile*> Known(storage::FileHandle file) [[clang::lifetimebound]];

  std::string root_;  ///< Without links; empty if there is no such folder.
  std::vector<OpenFile> open_;
  std::uint64_t changes_ = 0;  ///< How often something was written.
};

}  // namespace starkernel::hal
