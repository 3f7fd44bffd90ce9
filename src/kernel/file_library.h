#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::kernel {

/// Every file that a program can name, on either machine: the boot modules, which cannot be
/// changed, by the names that the user gave them; files in RAM under the prefix "ram:"; everything
/// else in the machine's own files.
class FileLibrary final : public storage::FileStore {
 public:
  static constexpr std::string_view kRamPrefix = "ram:";

  /// A machine without files of its own gives RAM for both. All must outlive the library.
  FileLibrary(std::span<const boot::BootModule> modules [[clang::lifetimebound]],
              storage::FileStore& machine [[clang::lifetimebound]],
              storage::FileStore& ram [[clang::lifetimebound]])
      : modules_(modules), machine_(machine), ram_(ram) {}

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
  /// Error::kUnsupported from RAM to the machine's files or back.
  Result<void> Rename(std::string_view name, std::string_view target) override;
  Result<storage::FileAccess> Status(std::string_view name) override;

 private:
  /// Whose a handle is; part of the handle.
  enum class Owner : std::uint8_t { kModules, kRam, kMachine };
  struct Place {
    Owner owner;
    std::string_view name;  ///< For the owner.
  };

  [[nodiscard]] const boot::BootModule* ModuleNamed(std::string_view name) const
      [[clang::lifetimebound]];
  [[nodiscard]] static Place PlaceOf(std::string_view name [[clang::lifetimebound]]);
  [[nodiscard]] storage::FileStore& StoreOf(Owner owner) [[clang::lifetimebound]];

  [[nodiscard]] static storage::FileHandle Join(Owner owner, std::uint32_t number);
  [[nodiscard]] static Owner OwnerOf(storage::FileHandle file);
  [[nodiscard]] static storage::FileHandle Inner(storage::FileHandle file);
  /// What an open module holds; Error::kInvalidArgument.
  [[nodiscard]] Result<std::span<const char>> Module(storage::FileHandle file) const
      [[clang::lifetimebound]];

  std::span<const boot::BootModule> modules_;
  storage::FileStore& machine_;
  storage::FileStore& ram_;
};

}  // namespace starkernel::kernel
