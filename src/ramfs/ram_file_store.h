#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/ramfs/page_chain.h"
#include "src/ramfs/page_pool.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::ramfs {

/// Files in RAM, gone with the machine. There are no folders: a name with a slash is
/// Error::kNotFound, as it is where there are folders but not this one. Each limit below is
/// Error::kCapacity when it is reached, and so is that of the account. A store that never had a
/// file takes next to no memory.
class RamFileStore final : public storage::FileStore {
 public:
  /// The most files, with those that are deleted but still open.
  static constexpr std::size_t kMostFiles = 64;
  static constexpr std::size_t kMostOpen = 64;
  /// The most bytes in all files, each rounded up to pages.
  static constexpr ByteCount kMostBytes = kPageSize * PagePool::kPages;

  /// `heap`, from which pages come as files grow, must outlive the store.
  explicit RamFileStore(heap::Heap& heap [[clang::lifetimebound]]) : heap_(heap) {}
  RamFileStore(const RamFileStore&) = delete;
  RamFileStore& operator=(const RamFileStore&) = delete;
  ~RamFileStore() = default;

  /// Charges what it takes from now on, before it has a file. What is there when the store dies is
  /// not refunded.
  void ChargeTo(heap::Account& account [[clang::lifetimebound]]) { account_ = &account; }

  /// Gives back at most so many pages of a store that is not used any more; how many. Fewer: there
  /// is none left.
  std::size_t Drain(std::size_t most) {
    return tables_.has_value() ? (*tables_)->pool.Drain(most) : 0;
  }

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
    FixedString<storage::kLongestFileName> name;  ///< Empty if it is deleted, or never was.
    PageChain contents;
    std::uint32_t open_count = 0;
    [[nodiscard]] bool in_use() const { return !name.empty() || open_count > 0; }
  };

  /// What is there from the first file on.
  struct Tables {
    Tables(heap::Heap& heap, heap::Account* account) : pool(heap, account) {}
    PagePool pool;
    std::array<File, kMostFiles> files{};
    std::array<File*, kMostOpen> open{};  ///< By handle; null if it is free.
  };

  /// Has a place for files.
  [[nodiscard]] Result<void> Prepare();
  /// The file of that name; Error::kNotFound.
  [[nodiscard]] Result<File*> Find(std::string_view name) [[clang::lifetimebound]];
  [[nodiscard]] Result<File*> OpenFile(storage::FileHandle handle) [[clang::lifetimebound]];
  [[nodiscard]] Tables& tables() const [[clang::lifetimebound]];
  [[nodiscard]] Result<storage::FileHandle> Take(File& file);
  /// Empties a file that nobody can get at any more.
  void ForgetIfUnused(File& file);

  heap::Heap& heap_;
  heap::Account* account_ = nullptr;  ///< Null: nobody is charged.
  std::optional<heap::Box<Tables>> tables_;
};

}  // namespace starkernel::ramfs
