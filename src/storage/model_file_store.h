#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::storage {

/// A file store as simple as can be, made of strings: what others are compared with, and what VM
/// instances of tests have. Fails on demand.
class ModelFileStore final : public FileStore {
 public:
  struct Limits {
    std::size_t files = 64;  ///< With those that are deleted but open.
    std::size_t open = 64;
    std::size_t page = 4096;  ///< What storage is handed out in.
    std::size_t pages = 1024;
    bool flat = false;  ///< There are no folders, so names with one are not found.
  };

  ModelFileStore() = default;
  explicit ModelFileStore(const Limits& limits) : limits_(limits) {}

  Result<FileHandle> Open(std::string_view name, FileAccess access) override {
    TRY(Check(name));
    const auto file = files_.find(name);
    if (file == files_.end()) {
      return Error::kNotFound;
    }
    return OpenFile(file->second, access);
  }
  Result<FileHandle> Create(std::string_view name, FileAccess access) override {
    TRY(Check(name));
    if (OpenCount() == limits_.open) {
      return Error::kCapacity;
    }
    const auto known = files_.find(name);
    if (known == files_.end() && FileCount() == limits_.files) {
      return Error::kCapacity;
    }
    std::shared_ptr<std::string>& file = files_[std::string(name)];
    if (file == nullptr) {
      file = std::make_shared<std::string>();
    }
    file->clear();
    return OpenFile(file, access);
  }
  Result<void> Close(FileHandle file) override {
    TRY(Known(file));
    open_[file.value()].reset();
    return {};
  }
  Result<std::size_t> Read(FileHandle file, ByteCount offset, std::span<std::byte> bytes) override {
    const std::string& text = *TRY(Known(file));
    const std::size_t start = std::min<std::uint64_t>(offset.value(), text.size());
    const std::size_t count = std::min(bytes.size(), text.size() - start);
    std::ranges::copy(std::as_bytes(std::span(text)).subspan(start, count), bytes.begin());
    return count;
  }
  Result<void> Write(FileHandle file, ByteCount offset, std::span<const std::byte> bytes) override {
    std::string& text = *TRY(Known(file));
    if (bytes.empty()) {
      return {};
    }
    if (offset.value() > limits_.page * limits_.pages) {
      return Error::kCapacity;
    }
    TRY(Grow(text, offset.value() + bytes.size()));
    std::ranges::copy(bytes,
                      std::as_writable_bytes(std::span(text)).subspan(offset.value()).begin());
    return {};
  }
  Result<ByteCount> Size(FileHandle file) override { return ByteCount(TRY(Known(file))->size()); }
  Result<void> Resize(FileHandle file, ByteCount size) override {
    std::string& text = *TRY(Known(file));
    if (size.value() > text.size()) {
      return Grow(text, size.value());
    }
    text.resize(size.value());
    return {};
  }
  Result<void> Flush(FileHandle file) override {
    TRY(Known(file));
    return {};
  }
  Result<void> Delete(std::string_view name) override {
    TRY(Check(name));
    const auto file = files_.find(name);
    if (file == files_.end()) {
      return Error::kNotFound;
    }
    files_.erase(file);
    return {};
  }
  Result<void> Rename(std::string_view name, std::string_view target) override {
    TRY(Check(name));
    TRY(Check(target));
    const auto file = files_.find(name);
    if (file == files_.end()) {
      return Error::kNotFound;
    }
    if (files_.contains(target)) {
      return Error::kAlreadyExists;
    }
    std::shared_ptr<std::string> contents = file->second;
    files_.erase(file);
    files_[std::string(target)] = std::move(contents);
    return {};
  }
  Result<FileAccess> Status(std::string_view name) override {
    TRY(Check(name));
    if (!files_.contains(name)) {
      return Error::kNotFound;
    }
    return FileAccess::kReadWrite;
  }

  /// Makes a file, or says what is in one; nothing if there is none.
  void Put(std::string_view name, std::string_view text) {
    files_[std::string(name)] = std::make_shared<std::string>(text);
  }
  [[nodiscard]] std::optional<std::string> Text(std::string_view name) const {
    const auto file = files_.find(name);
    return file == files_.end() ? std::nullopt : std::optional(*file->second);
  }
  [[nodiscard]] std::size_t OpenCount() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        open_, [](const std::shared_ptr<std::string>& file) { return file != nullptr; }));
  }

  /// From now on everything ends with this error; or, without one, nothing does.
  void FailWith(std::optional<Error> error) { failure_ = error; }
  /// Opening this name is a failure of the medium.
  void Break(std::string_view name) { broken_ = name; }

 private:
  [[nodiscard]] Result<void> Check(std::string_view name) const {
    if (failure_.has_value()) {
      return *failure_;
    }
    if (!IsFileName(name)) {
      return Error::kInvalidArgument;
    }
    if (name == broken_) {
      return Error::kDeviceFailure;
    }
    return limits_.flat && name.contains('/') ? Result<void>(Error::kNotFound) : Result<void>();
  }
  [[nodiscard]] Result<std::string*> Known(FileHandle file) const [[clang::lifetimebound]] {
    if (failure_.has_value()) {
      return *failure_;
    }
    if (file.value() >= open_.size() || open_[file.value()] == nullptr) {
      return Error::kInvalidArgument;
    }
    return open_[file.value()].get();
  }
  [[nodiscard]] Result<FileHandle> OpenFile(const std::shared_ptr<std::string>& file,
                                            FileAccess /*access*/) {
    if (OpenCount() == limits_.open) {
      return Error::kCapacity;
    }
    const auto free = static_cast<std::size_t>(std::ranges::find(open_, nullptr) - open_.begin());
    if (free == open_.size()) {
      open_.emplace_back();
    }
    open_[free] = file;
    return FileHandle(static_cast<std::uint32_t>(free));
  }
  /// Every file once, whether it has a name or is only open.
  [[nodiscard]] std::vector<const std::string*> AllFiles() const [[clang::lifetimebound]] {
    std::vector<const std::string*> all;
    for (const auto& [name, file] : files_) {
      all.push_back(file.get());
    }
    for (const std::shared_ptr<std::string>& file : open_) {
      if (file != nullptr) {
        all.push_back(file.get());
      }
    }
    std::ranges::sort(all);
    const auto rest = std::ranges::unique(all);
    all.erase(rest.begin(), rest.end());
    return all;
  }
  [[nodiscard]] std::size_t FileCount() const { return AllFiles().size(); }
  [[nodiscard]] std::size_t PagesFor(std::uint64_t size) const {
    return (size + limits_.page - 1) / limits_.page;
  }
  [[nodiscard]] Result<void> Grow(std::string& text, std::uint64_t size) const {
    if (size <= text.size()) {
      return {};
    }
    if (size > limits_.page * limits_.pages) {
      return Error::kCapacity;
    }
    std::size_t used = PagesFor(size) - PagesFor(text.size());
    for (const std::string* const file : AllFiles()) {
      used += PagesFor(file->size());
    }
    if (used > limits_.pages) {
      return Error::kCapacity;
    }
    text.resize(size);
    return {};
  }

  Limits limits_;
  std::map<std::string, std::shared_ptr<std::string>, std::less<>> files_;
  std::vector<std::shared_ptr<std::string>> open_;
  std::optional<Error> failure_;
  std::string broken_;
};

}  // namespace starkernel::storage
