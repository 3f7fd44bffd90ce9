#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/open_file.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm {

/// The files that one VM instance has open, by numbers that are checked when they are used: never
/// zero, and never the same for another file later. All are closed when the table dies.
class FileTable {
 public:
  /// Both must outlive the table.
  FileTable(storage::FileStore& store [[clang::lifetimebound]],
            std::span<OpenFile> places [[clang::lifetimebound]])
      : store_(&store), places_(places.first(std::min(places.size(), kMostPlaces))) {}
  FileTable(FileTable&& other) noexcept
      : store_(other.store_), places_(std::exchange(other.places_, {})) {}
  FileTable& operator=(FileTable&& other) noexcept;
  FileTable(const FileTable&) = delete;
  FileTable& operator=(const FileTable&) = delete;
  ~FileTable() { CloseAll(); }

  /// How many files a table can ever have open: numbers count places by it.
  static constexpr std::size_t kMostPlaces = 64;

  [[nodiscard]] bool full() const { return FreePlace() == places_.size(); }
  /// Goes on with other places, the first of which hold the same.
  void Use(std::span<OpenFile> places [[clang::lifetimebound]]) { places_ = places; }

  /// The file's number. Error::kCapacity if the table is full, or what the store says.
  [[nodiscard]] Result<Cell> Open(std::string_view name, storage::FileAccess access);
  /// The same for a new or emptied file.
  [[nodiscard]] Result<Cell> Create(std::string_view name, storage::FileAccess access);

  /// Error::kInvalidArgument if the number is not that of an open file.
  [[nodiscard]] Result<void> Close(Cell number);
  void CloseAll();

  /// The file of that number; Error::kInvalidArgument if it is not open.
  [[nodiscard]] Result<OpenFile*> Find(Cell number) const [[clang::lifetimebound]];

  // What follows fails with what the store says, or Error::kUnsupported if the file was not opened
  // for it. Reading and writing move the position.
  [[nodiscard]] Result<std::size_t> Read(OpenFile& file, std::span<std::byte> bytes) const;
  [[nodiscard]] Result<void> Write(OpenFile& file, std::span<const std::byte> bytes) const;
  [[nodiscard]] Result<ByteCount> Size(const OpenFile& file) const;
  /// Moves the position to the end if it would be behind it.
  [[nodiscard]] Result<void> Resize(OpenFile& file, ByteCount size) const;
  /// Error::kOutOfRange behind the end.
  [[nodiscard]] Result<void> Reposition(OpenFile& file, ByteCount position) const;
  [[nodiscard]] Result<void> Flush(const OpenFile& file) const;

  /// For what concerns names alone.
  [[nodiscard]] storage::FileStore& store() const [[clang::lifetimebound]] { return *store_; }

 private:
  /// A place that is free; places_.size() if there is none.
  [[nodiscard]] std::size_t FreePlace() const;
  Cell Enter(std::size_t place, storage::FileHandle handle, std::string_view name,
             storage::FileAccess access);

  storage::FileStore* store_;
  std::span<OpenFile> places_;
};

}  // namespace starkernel::forthvm
