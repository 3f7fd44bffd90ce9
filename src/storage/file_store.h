#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/strong_number.h"
#include "src/storage/file_access.h"

namespace starkernel::storage {

/// An open file of one store, which gives the number out again once the file is closed. Below
/// FileStore::kHandleLimit, but for a store that is made of others.
using FileHandle = StrongNumber<struct FileHandleTag, std::uint32_t>;

/// Files by name. Where an open file is read or written is up to whoever opened it. What is written
/// is seen by everybody who has the file open, at once; a file that is deleted or renamed stays
/// with those who have it open. No call waits for anything but the store itself.
///
/// Names are those that IsFileName() takes: anything else is Error::kInvalidArgument, from every
/// function that takes a name. So is a handle that is not open. Error::kDeviceFailure means that
/// the medium failed.
class FileStore {
 public:
  static constexpr std::uint32_t kHandleLimit = 1U << 16U;

  /// Opens a file that exists. Error::kNotFound, Error::kUnsupported if it may not be accessed so,
  /// Error::kCapacity if too many files are open.
  [[nodiscard]] virtual Result<FileHandle> Open(std::string_view name, FileAccess access) = 0;

  /// Opens an empty file: a new one, or the one of that name, emptied. Errors like Open(), and
  /// Error::kCapacity if the store takes no more files.
  [[nodiscard]] virtual Result<FileHandle> Create(std::string_view name, FileAccess access) = 0;

  [[nodiscard]] virtual Result<void> Close(FileHandle file) = 0;

  /// Fills `bytes` from `offset` on and says how many there were: fewer than asked for only at the
  /// end of the file, none behind it.
  [[nodiscard]] virtual Result<std::size_t> Read(FileHandle file, ByteCount offset,
                                                 std::span<std::byte> bytes) = 0;

  /// Stores all of `bytes` from `offset` on, with zeros in front if the file was shorter. With an
  /// error nothing has changed: Error::kCapacity, kOutOfMemory, or what the medium says.
  [[nodiscard]] virtual Result<void> Write(FileHandle file, ByteCount offset,
                                           std::span<const std::byte> bytes) = 0;

  [[nodiscard]] virtual Result<ByteCount> Size(FileHandle file) = 0;

  /// Cuts the file, or lengthens it by zeros. Errors like Write().
  [[nodiscard]] virtual Result<void> Resize(FileHandle file, ByteCount size) = 0;

  /// Makes what was written outlast the machine, as far as the medium can.
  [[nodiscard]] virtual Result<void> Flush(FileHandle file) = 0;

  /// Error::kNotFound; Error::kUnsupported if it may not be deleted.
  [[nodiscard]] virtual Result<void> Delete(std::string_view name) = 0;

  /// Error::kNotFound; Error::kAlreadyExists if there is a file called `target`;
  /// Error::kUnsupported if it may not be renamed.
  [[nodiscard]] virtual Result<void> Rename(std::string_view name, std::string_view target) = 0;

  /// How the file may be opened. Error::kNotFound.
  [[nodiscard]] virtual Result<FileAccess> Status(std::string_view name) = 0;

 protected:
  ~FileStore() = default;
};

}  // namespace starkernel::storage
