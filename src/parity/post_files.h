#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/parity/post_case.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::parity {

/// The files of a case: those it makes itself, in a store that was empty, and some that are there
/// when it opens them: the case, the end, and what its module has written down.
class PostFiles final : public storage::FileStore {
 public:
  /// The startup files of a case's VM instance. The end is empty.
  static constexpr std::string_view kCaseName = "case";
  static constexpr std::string_view kEndName = "end";
  /// A file of this name cannot be read.
  static constexpr std::string_view kBrokenName = "broken.fs";

  /// Who is told that the case is done: its VM instance has opened the end.
  class Observer {
   public:
    virtual void AtEnd() = 0;

   protected:
    ~Observer() = default;
  };

  /// All must outlive this.
  PostFiles(const PostModule& module [[clang::lifetimebound]],
            const PostCase& post_case [[clang::lifetimebound]],
            storage::FileStore& store [[clang::lifetimebound]],
            Observer& observer [[clang::lifetimebound]])
      : module_(module), case_(post_case), store_(store), observer_(observer) {}
  PostFiles(const PostFiles&) = delete;
  PostFiles& operator=(const PostFiles&) = delete;
  ~PostFiles() = default;

  Result<storage::FileHandle> Open(std::string_view name, storage::FileAccess access) override;
  Result<storage::FileHandle> Create(std::string_view name, storage::FileAccess access) override {
    return store_.Create(name, access);
  }
  Result<void> Close(storage::FileHandle file) override { return store_.Close(file); }
  Result<std::size_t> Read(storage::FileHandle file, ByteCount offset,
                           std::span<std::byte> bytes) override {
    return store_.Read(file, offset, bytes);
  }
  Result<void> Write(storage::FileHandle file, ByteCount offset,
                     std::span<const std::byte> bytes) override {
    return store_.Write(file, offset, bytes);
  }
  Result<ByteCount> Size(storage::FileHandle file) override { return store_.Size(file); }
  Result<void> Resize(storage::FileHandle file, ByteCount size) override {
    return store_.Resize(file, size);
  }
  Result<void> Flush(storage::FileHandle file) override { return store_.Flush(file); }
  Result<void> Delete(std::string_view name) override { return store_.Delete(name); }
  Result<void> Rename(std::string_view name, std::string_view target) override {
    return store_.Rename(name, target);
  }
  Result<storage::FileAccess> Status(std::string_view name) override { return store_.Status(name); }

 private:
  /// Puts the file into the store if it is one of those that are there from the beginning.
  [[nodiscard]] Result<void> Bring(std::string_view name);
  [[nodiscard]] Result<void> Put(std::string_view name, std::string_view text);

  const PostModule& module_;
  const PostCase& case_;
  storage::FileStore& store_;
  Observer& observer_;
};

}  // namespace starkernel::parity
