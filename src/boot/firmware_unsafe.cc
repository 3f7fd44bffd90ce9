#include "src/boot/firmware.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/boot/uefi_protocols.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"
#include "src/hal/memory_region.h"

// SAFETY, for the whole file: pointers come from firmware through the functions that the UEFI
// specification defines and point to structures of the type that belongs to the requested GUID,
// which firmware keeps until boot services end. Spans are made only of ranges whose size
// firmware states beside the pointer. What firmware writes to is a local variable or a span of
// ours whose size it is told.

#pragma clang unsafe_buffer_usage begin
// Firmware's functions have no type in front of them that a call could be checked against.
#pragma clang attribute push([[clang::no_sanitize("kcfi")]], apply_to = function)

namespace starkernel::boot {
namespace {

constinit uefi::RuntimeServices* runtime_services = nullptr;

// A protocol of `handle`; nothing if it has none of that kind.
template <typename Protocol>
Protocol* ProtocolOf(const uefi::SystemTable& table, uefi::Handle handle, const uefi::Guid& guid) {
  void* interface = nullptr;
  if (uefi::Failed(table.boot->HandleProtocol(handle, &guid, &interface))) {
    return nullptr;
  }
  return static_cast<Protocol*>(interface);
}

Error ErrorOf(uefi::Status status) {
  constexpr uefi::Status kInvalidParameter = uefi::kErrorBit | 2U;
  constexpr uefi::Status kNotFound = uefi::kErrorBit | 14U;
  switch (status) {
    case kInvalidParameter: return Error::kInvalidArgument;
    case uefi::kUnsupported: return Error::kUnsupported;
    case uefi::kBufferTooSmall: return Error::kCapacity;
    case uefi::kOutOfResources: return Error::kOutOfMemory;
    case kNotFound: return Error::kNotFound;
    default: return Error::kDeviceFailure;
  }
}

// Closes a file at the end of a scope.
class OpenFile {
 public:
  explicit OpenFile(uefi::File* file) : file_(file) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { file_->Close(file_); }

  [[nodiscard]] Result<ByteCount> Size() {
    std::uint64_t size = 0;
    uefi::Status status = file_->SetPosition(file_, uefi::kEndOfFile);
    if (!uefi::Failed(status)) {
      status = file_->GetPosition(file_, &size);
    }
    if (!uefi::Failed(status)) {
      status = file_->SetPosition(file_, 0);
    }
    if (uefi::Failed(status)) {
      return ErrorOf(status);
    }
    return ByteCount(size);
  }

  [[nodiscard]] Result<std::span<const char>> ReadAll(std::span<std::byte> target) {
    std::uint64_t size = target.size();
    const uefi::Status status = file_->Read(file_, &size, target.data());
    if (uefi::Failed(status)) {
      return ErrorOf(status);
    }
    if (size != target.size()) {
      return Error::kDeviceFailure;
    }
    return std::span(reinterpret_cast<const char*>(target.data()), target.size());
  }

 private:
  uefi::File* file_;
};

}  // namespace

Result<void> Firmware::FindImage() {
  const auto* loaded = ProtocolOf<uefi::LoadedImage>(table_, image_, uefi::kLoadedImageGuid);
  if (loaded == nullptr || loaded->base == nullptr) {
    return Error::kNotFound;
  }
  image_bytes_ = {static_cast<const std::byte*>(loaded->base), loaded->size};
  if (loaded->options != nullptr) {
    load_options_ = {static_cast<const std::byte*>(loaded->options), loaded->options_size};
  }
  auto* volume = ProtocolOf<uefi::FileSystem>(table_, loaded->device, uefi::kFileSystemGuid);
  if (volume != nullptr && uefi::Failed(volume->OpenVolume(volume, &root_))) {
    root_ = nullptr;
  }
  return {};
}

Result<std::span<std::byte>> Firmware::AllocatePages(PageCount pages) {
  return Allocate(uefi::MemoryType::kLoaderData, pages);
}

Result<std::span<std::byte>> Firmware::AllocateScratch(PageCount pages) {
  return Allocate(uefi::MemoryType::kBootServicesData, pages);
}

Error Firmware::StartApplication(std::span<std::byte> file) {
  const auto* own = ProtocolOf<uefi::LoadedImage>(table_, image_, uefi::kLoadedImageGuid);
  const void* path = ProtocolOf<void>(table_, image_, uefi::kLoadedImageDevicePathGuid);
  uefi::Handle handle = nullptr;
  uefi::Status status =
      table_.boot->LoadImage(false, image_, path, file.data(), file.size(), &handle);
  table_.boot->FreePages(reinterpret_cast<std::uint64_t>(file.data()),
                         PagesFor(ByteCount(file.size())).value());
  if (uefi::Failed(status)) {
    return ErrorOf(status);
  }
  auto* loaded = ProtocolOf<uefi::LoadedImage>(table_, handle, uefi::kLoadedImageGuid);
  if (own == nullptr || loaded == nullptr) {
    return Error::kNotFound;
  }
  loaded->device = own->device;
  loaded->options = own->options;
  loaded->options_size = own->options_size;
  status = table_.boot->StartImage(handle, nullptr, nullptr);
  return uefi::Failed(status) ? ErrorOf(status) : Error::kUnsupported;
}

Result<std::span<std::byte>> Firmware::Allocate(uefi::MemoryType type, PageCount pages) {
  std::uint64_t address = 0;
  const uefi::Status status =
      table_.boot->AllocatePages(uefi::AllocateType::kAnyPages, type, pages.value(), &address);
  if (uefi::Failed(status)) {
    return ErrorOf(status);
  }
  return std::span(reinterpret_cast<std::byte*>(address), BytesOf(pages).value());
}

Result<std::span<const char>> Firmware::ReadFile(std::string_view name, ByteCount limit) {
  constexpr std::string_view kFolder = "\\starkernel\\";
  std::array<char16_t, 128> path{};
  if (root_ == nullptr || kFolder.size() + name.size() >= path.size()) {
    return Error::kNotFound;
  }
  std::ranges::copy(kFolder, path.begin());
  std::ranges::copy(name, path.begin() + kFolder.size());
  uefi::File* opened = nullptr;
  const uefi::Status status = root_->Open(root_, &opened, path.data(), uefi::kFileModeRead, 0);
  if (uefi::Failed(status)) {
    return ErrorOf(status);
  }
  OpenFile file(opened);
  const ByteCount size = TRY(file.Size());
  if (size > limit) {
    return Error::kCapacity;
  }
  if (size == ByteCount{0}) {
    return std::span<const char>();
  }
  return file.ReadAll(TRY(AllocatePages(PagesFor(size))).first(size.value()));
}

Result<ByteCount> Firmware::MemoryMapSize() {
  std::uint64_t size = 0;
  std::uint64_t key = 0;
  std::uint64_t descriptor_size = 0;
  std::uint32_t version = 0;
  const uefi::Status status =
      table_.boot->GetMemoryMap(&size, nullptr, &key, &descriptor_size, &version);
  if (status != uefi::kBufferTooSmall) {
    return Error::kDeviceFailure;
  }
  return ByteCount(size);
}

Result<FirmwareMemoryMap> Firmware::MemoryMap(std::span<std::byte> buffer) {
  std::uint64_t size = buffer.size();
  std::uint64_t key = 0;
  std::uint64_t descriptor_size = 0;
  std::uint32_t version = 0;
  const uefi::Status status =
      table_.boot->GetMemoryMap(&size, buffer.data(), &key, &descriptor_size, &version);
  if (uefi::Failed(status)) {
    return ErrorOf(status);
  }
  return FirmwareMemoryMap{
      .descriptors = buffer.first(size),
      .descriptor_size = descriptor_size,
      .key = key,
      .image = {.base = PhysAddr(reinterpret_cast<std::uint64_t>(image_bytes_.data())),
                .pages = PagesFor(ByteCount(image_bytes_.size())),
                .kind = hal::MemoryKind::kKernelImage}};
}

Result<void> Firmware::TryExitBootServices(std::uint64_t key) {
  const uefi::Status status = table_.boot->ExitBootServices(image_, key);
  if (uefi::Failed(status)) {
    return ErrorOf(status);
  }
  return {};
}

std::optional<PhysAddr> Firmware::AcpiRoot() const {
  const std::span<const uefi::ConfigurationTable> tables(table_.tables, table_.table_count);
  for (const uefi::Guid& wanted : {uefi::kAcpi2Guid, uefi::kAcpi1Guid}) {
    for (const uefi::ConfigurationTable& entry : tables) {
      if (entry.guid == wanted) {
        return PhysAddr(reinterpret_cast<std::uint64_t>(entry.table));
      }
    }
  }
  return std::nullopt;
}

std::optional<Framebuffer> Firmware::CurrentFramebuffer() const {
  void* interface = nullptr;
  if (uefi::Failed(table_.boot->LocateProtocol(&uefi::kGraphicsGuid, nullptr, &interface))) {
    return std::nullopt;
  }
  const uefi::GraphicsMode* mode = static_cast<uefi::Graphics*>(interface)->mode;
  if (mode == nullptr || mode->information == nullptr) {
    return std::nullopt;
  }
  const uefi::GraphicsInformation& information = *mode->information;
  if (information.pixel_format != uefi::kRedFirst && information.pixel_format != uefi::kBlueFirst) {
    return std::nullopt;
  }
  return Framebuffer{.base = PhysAddr(mode->framebuffer_base),
                     .size = ByteCount(mode->framebuffer_size),
                     .width = information.width,
                     .height = information.height,
                     .pixels_per_line = information.pixels_per_line,
                     .blue_first = information.pixel_format == uefi::kBlueFirst};
}

void Firmware::PrintAscii(std::string_view text) const {
  if (table_.output == nullptr) {
    return;
  }
  for (const char character : text) {
    std::array<char16_t, 3> line{};
    std::size_t size = 0;
    if (character == '\n') {
      line.at(size++) = u'\r';
    }
    line.at(size) = static_cast<char16_t>(character);
    table_.output->OutputString(table_.output, line.data());
  }
}

void SetRuntimeServices(uefi::RuntimeServices& services) { runtime_services = &services; }

void PowerOffByFirmware() {
  if (runtime_services != nullptr) {
    runtime_services->ResetSystem(uefi::ResetType::kShutdown, 0, 0, nullptr);
  }
}

}  // namespace starkernel::boot

#pragma clang attribute pop
#pragma clang unsafe_buffer_usage end
