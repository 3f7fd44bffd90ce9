#include "src/kernel/file_library.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/boot/boot_info.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::kernel {

using storage::FileAccess;
using storage::FileHandle;

Result<FileHandle> FileLibrary::Open(std::string_view name, FileAccess access) {
  std::uint32_t number = 0;
  for (const boot::BootModule& module : modules_) {
    if (module.name == name) {
      if (storage::MayWrite(access)) {
        return Error::kUnsupported;
      }
      return Join(Owner::kModules, number);
    }
    ++number;
  }
  const Place place = PlaceOf(name);
  return Join(place.owner, TRY(StoreOf(place.owner).Open(place.name, access)).value());
}

Result<FileHandle> FileLibrary::Create(std::string_view name, FileAccess access) {
  if (ModuleNamed(name) != nullptr) {
    return Error::kUnsupported;
  }
  const Place place = PlaceOf(name);
  return Join(place.owner, TRY(StoreOf(place.owner).Create(place.name, access)).value());
}

Result<void> FileLibrary::Close(FileHandle file) {
  if (OwnerOf(file) == Owner::kModules) {
    TRY(Module(file));
    return {};
  }
  return StoreOf(OwnerOf(file)).Close(Inner(file));
}

Result<std::size_t> FileLibrary::Read(FileHandle file, ByteCount offset,
                                      std::span<std::byte> bytes) {
  if (OwnerOf(file) != Owner::kModules) {
    return StoreOf(OwnerOf(file)).Read(Inner(file), offset, bytes);
  }
  const std::span<const char> contents = TRY(Module(file));
  const std::size_t start = std::min<std::uint64_t>(offset.value(), contents.size());
  const std::size_t count = std::min(bytes.size(), contents.size() - start);
  CopyInto(bytes, std::as_bytes(contents.subspan(start, count)));
  return count;
}

Result<void> FileLibrary::Write(FileHandle file, ByteCount offset,
                                std::span<const std::byte> bytes) {
  if (OwnerOf(file) == Owner::kModules) {
    return Error::kUnsupported;
  }
  return StoreOf(OwnerOf(file)).Write(Inner(file), offset, bytes);
}

Result<ByteCount> FileLibrary::Size(FileHandle file) {
  if (OwnerOf(file) == Owner::kModules) {
    return ByteCount(TRY(Module(file)).size());
  }
  return StoreOf(OwnerOf(file)).Size(Inner(file));
}

Result<void> FileLibrary::Resize(FileHandle file, ByteCount size) {
  if (OwnerOf(file) == Owner::kModules) {
    return Error::kUnsupported;
  }
  return StoreOf(OwnerOf(file)).Resize(Inner(file), size);
}

Result<void> FileLibrary::Flush(FileHandle file) {
  if (OwnerOf(file) == Owner::kModules) {
    TRY(Module(file));
    return {};
  }
  return StoreOf(OwnerOf(file)).Flush(Inner(file));
}

Result<void> FileLibrary::Delete(std::string_view name) {
  if (ModuleNamed(name) != nullptr) {
    return Error::kUnsupported;
  }
  const Place place = PlaceOf(name);
  return StoreOf(place.owner).Delete(place.name);
}

Result<void> FileLibrary::Rename(std::string_view name, std::string_view target) {
  const Place from = PlaceOf(name);
  const Place to = PlaceOf(target);
  if (ModuleNamed(name) != nullptr || from.owner != to.owner) {
    return Error::kUnsupported;
  }
  if (ModuleNamed(target) != nullptr) {
    return Error::kAlreadyExists;
  }
  return StoreOf(from.owner).Rename(from.name, to.name);
}

Result<FileAccess> FileLibrary::Status(std::string_view name) {
  if (ModuleNamed(name) != nullptr) {
    return FileAccess::kRead;
  }
  const Place place = PlaceOf(name);
  return StoreOf(place.owner).Status(place.name);
}

const boot::BootModule* FileLibrary::ModuleNamed(std::string_view name) const {
  for (const boot::BootModule& module : modules_) {
    if (module.name == name) {
      return &module;
    }
  }
  return nullptr;
}

FileLibrary::Place FileLibrary::PlaceOf(std::string_view name) {
  if (name.starts_with(kRamPrefix)) {
    return {.owner = Owner::kRam, .name = name.substr(kRamPrefix.size())};
  }
  return {.owner = Owner::kMachine, .name = name};
}

storage::FileStore& FileLibrary::StoreOf(Owner owner) {
  return owner == Owner::kRam ? ram_ : machine_;
}

FileHandle FileLibrary::Join(Owner owner, std::uint32_t number) {
  return FileHandle(static_cast<std::uint32_t>(owner) * kHandleLimit + number);
}

FileLibrary::Owner FileLibrary::OwnerOf(FileHandle file) {
  return static_cast<Owner>(file.value() / kHandleLimit);
}

FileHandle FileLibrary::Inner(FileHandle file) { return FileHandle(file.value() % kHandleLimit); }

Result<std::span<const char>> FileLibrary::Module(FileHandle file) const {
  const std::size_t number = Inner(file).value();
  if (number >= modules_.size()) {
    return Error::kInvalidArgument;
  }
  return modules_[number].contents;
}

}  // namespace starkernel::kernel
