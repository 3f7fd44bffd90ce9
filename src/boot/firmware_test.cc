#include "src/boot/firmware.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_volume.h"
#include "src/boot/uefi_protocols.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"
#include "src/hal/x86_64/address_unsafe.h"

namespace starkernel::boot {
namespace {

using uefi::Guid;
using uefi::Handle;
using uefi::Status;

constexpr Status kSuccess = 0;
constexpr Status kInvalidParameter = uefi::kErrorBit | 2U;
constexpr Status kUnsupported = uefi::kUnsupported;
constexpr Status kDeviceError = uefi::kErrorBit | 7U;
constexpr Status kNotFound = uefi::kErrorBit | 14U;

// What the pretended firmware answers. Its functions are given no place of their own for it.
struct Answers {
  bool has_image = true;
  bool has_volume = true;
  Status open_volume = kSuccess;
  Status open = kSuccess;
  Status seek_end = kSuccess;
  Status tell = kSuccess;
  Status seek_start = kSuccess;
  Status read = kSuccess;
  Status allocate = kSuccess;
  Status map_size = uefi::kBufferTooSmall;
  Status map = kSuccess;
  Status exit = kSuccess;
  bool has_graphics = true;
  std::string contents = "contents";
  std::uint64_t read_short_by = 0;

  Status load = kSuccess;
  bool has_started_image = true;
  Status start = kUnsupported;

  std::u16string opened{};
  uefi::MemoryType memory_type{};
  std::uint64_t freed_pages = 0;
  const void* loaded_path = nullptr;
  uefi::LoadedImage started{};
  std::u16string printed{};
  int open_files = 0;
  std::uint64_t exit_key = 0;
  std::vector<uefi::ResetType> resets{};
};

Answers* answers = nullptr;

struct alignas(4096) Pages {
  std::array<std::byte, 8192> bytes{};
};
Pages pages;
std::array<std::byte, 4096> image_memory{};
uefi::LoadedImage loaded_image;
uefi::FileSystem file_system;
uefi::File file;
uefi::GraphicsInformation graphics_information;
uefi::GraphicsMode graphics_mode;
uefi::Graphics graphics;

#define FIRMWARE_CALL __attribute__((ms_abi))

FIRMWARE_CALL Status Close(uefi::File* /*self*/) {
  --answers->open_files;
  return kSuccess;
}

FIRMWARE_CALL Status SetPosition(uefi::File* /*self*/, std::uint64_t position) {
  return position == uefi::kEndOfFile ? answers->seek_end : answers->seek_start;
}

FIRMWARE_CALL Status GetPosition(uefi::File* /*self*/, std::uint64_t* position) {
  *position = answers->contents.size();
  return answers->tell;
}

FIRMWARE_CALL Status ReadFile(uefi::File* /*self*/, std::uint64_t* size, void* buffer) {
  EXPECT_EQ(buffer, pages.bytes.data());
  EXPECT_EQ(*size, answers->contents.size());
  std::ranges::transform(answers->contents, pages.bytes.begin(),
                         [](char letter) { return static_cast<std::byte>(letter); });
  *size -= answers->read_short_by;
  return answers->read;
}

FIRMWARE_CALL Status Open(uefi::File* /*self*/, uefi::File** opened, const char16_t* name,
                          std::uint64_t mode, std::uint64_t attributes) {
  EXPECT_EQ(mode, uefi::kFileModeRead);
  EXPECT_EQ(attributes, 0U);
  answers->opened = name;
  if (!uefi::Failed(answers->open)) {
    ++answers->open_files;
    *opened = &file;
  }
  return answers->open;
}

FIRMWARE_CALL Status OpenVolume(uefi::FileSystem* /*self*/, uefi::File** root) {
  *root = &file;  // Even if it fails: nobody may use it then.
  return answers->open_volume;
}

// The handle and the place of an image that this one starts.
std::byte application{};
std::byte device_path{};
uefi::LoadedImage application_image;

FIRMWARE_CALL Status HandleProtocol(Handle handle, const Guid* protocol, void** interface) {
  if (handle == &application) {
    EXPECT_EQ(*protocol, uefi::kLoadedImageGuid);
    *interface = &application_image;
    return answers->has_started_image ? kSuccess : kNotFound;
  }
  if (*protocol == uefi::kLoadedImageDevicePathGuid) {
    *interface = &device_path;
    return kSuccess;
  }
  if (*protocol == uefi::kLoadedImageGuid && answers->has_image) {
    *interface = &loaded_image;
    return kSuccess;
  }
  if (*protocol == uefi::kFileSystemGuid && answers->has_volume) {
    *interface = &file_system;
    return kSuccess;
  }
  return uefi::kUnsupported;
}

FIRMWARE_CALL Status AllocatePages(uefi::AllocateType /*type*/, uefi::MemoryType memory,
                                   std::uint64_t count, std::uint64_t* address) {
  answers->memory_type = memory;
  EXPECT_LE(count, 2U);
  *address = hal::AddressOf(pages).value();
  return answers->allocate;
}

FIRMWARE_CALL Status FreePages(std::uint64_t address, std::uint64_t count) {
  EXPECT_EQ(address, hal::AddressOf(pages).value());
  answers->freed_pages += count;
  return kSuccess;
}

FIRMWARE_CALL Status LoadImage(bool boot_policy, Handle parent, const void* path,
                               const void* source, std::uint64_t size, Handle* loaded) {
  EXPECT_FALSE(boot_policy);
  EXPECT_EQ(parent, nullptr);
  EXPECT_EQ(source, pages.bytes.data());
  EXPECT_EQ(size, 4097U);
  answers->loaded_path = path;
  *loaded = &application;
  return answers->load;
}

FIRMWARE_CALL Status StartImage(Handle image, std::uint64_t* exit_data_size, char16_t** exit_data) {
  EXPECT_EQ(image, &application);
  EXPECT_EQ(exit_data_size, nullptr);
  EXPECT_EQ(exit_data, nullptr);
  EXPECT_EQ(answers->freed_pages, 2U) << "before the start";
  answers->started = application_image;
  return answers->start;
}

FIRMWARE_CALL Status GetMemoryMap(std::uint64_t* size, void* map, std::uint64_t* key,
                                  std::uint64_t* descriptor_size, std::uint32_t* version) {
  if (map == nullptr) {
    EXPECT_EQ(*size, 0U);
    *size = 480;
    return answers->map_size;
  }
  EXPECT_EQ(map, pages.bytes.data());
  EXPECT_EQ(*size, pages.bytes.size());
  *size = 96;
  *key = 77;
  *descriptor_size = 48;
  *version = 1;
  return answers->map;
}

FIRMWARE_CALL Status ExitServices(Handle /*image*/, std::uint64_t key) {
  answers->exit_key = key;
  return answers->exit;
}

FIRMWARE_CALL Status LocateProtocol(const Guid* protocol, void* /*registration*/,
                                    void** interface) {
  EXPECT_EQ(*protocol, uefi::kGraphicsGuid);
  *interface = &graphics;
  return answers->has_graphics ? kSuccess : kNotFound;
}

FIRMWARE_CALL Status OutputString(uefi::TextOutput* /*self*/, const char16_t* text) {
  answers->printed += text;
  return kSuccess;
}

FIRMWARE_CALL void ResetSystem(uefi::ResetType type, Status status, std::uint64_t data_size,
                               void* data) {
  EXPECT_EQ(status, kSuccess);
  EXPECT_EQ(data_size, 0U);
  EXPECT_EQ(data, nullptr);
  answers->resets.push_back(type);
}

class FirmwareTest : public testing::Test {
 protected:
  FirmwareTest() {
    answers = &answers_;
    loaded_image = {};
    loaded_image.base = image_memory.data();
    loaded_image.size = image_memory.size();
    application_image = {};
    file_system.OpenVolume = OpenVolume;
    file.Open = Open;
    file.Close = Close;
    file.Read = ReadFile;
    file.GetPosition = GetPosition;
    file.SetPosition = SetPosition;
    graphics_information = {};
    graphics_information.width = 1280;
    graphics_information.height = 800;
    graphics_information.pixels_per_line = 1312;
    graphics_information.pixel_format = uefi::kBlueFirst;
    graphics_mode = {};
    graphics_mode.information = &graphics_information;
    graphics_mode.framebuffer_base = 0xC000'0000;
    graphics_mode.framebuffer_size = 0x40'0000;
    graphics.mode = &graphics_mode;
    services_.HandleProtocol = HandleProtocol;
    services_.AllocatePages = AllocatePages;
    services_.FreePages = FreePages;
    services_.LoadImage = LoadImage;
    services_.StartImage = StartImage;
    services_.GetMemoryMap = GetMemoryMap;
    services_.ExitBootServices = ExitServices;
    services_.LocateProtocol = LocateProtocol;
    output_.OutputString = OutputString;
    table_.boot = &services_;
    table_.output = &output_;
  }
  ~FirmwareTest() override { EXPECT_EQ(answers_.open_files, 0) << "a file was left open"; }

  Result<std::span<const char>> ReadConfig(ByteCount limit = ByteCount{8}) {
    EXPECT_TRUE(firmware_.FindImage().ok());
    return firmware_.volume().Read("boot.txt", limit);
  }

  /// The error of reading a file.
  Error ReadError(ByteCount limit = ByteCount{8}) {
    const auto read = ReadConfig(limit);
    EXPECT_FALSE(read.ok());
    return !read.ok() ? read.error() : Error{};
  }

  Answers answers_;
  uefi::BootServices services_;
  uefi::TextOutput output_;
  uefi::SystemTable table_;
  Firmware firmware_{nullptr, table_};
};

TEST_F(FirmwareTest, TheImageIsWhereFirmwareLoadedIt) {
  ASSERT_TRUE(firmware_.FindImage().ok());
  EXPECT_EQ(firmware_.image().data(), image_memory.data());
  EXPECT_EQ(firmware_.image().size(), image_memory.size());
}

TEST_F(FirmwareTest, WithoutAnImageThereIsAnError) {
  answers_.has_image = false;
  EXPECT_EQ(firmware_.FindImage().error(), Error::kNotFound);
  answers_.has_image = true;
  loaded_image.base = nullptr;
  EXPECT_EQ(firmware_.FindImage().error(), Error::kNotFound);
}

TEST_F(FirmwareTest, AFileIsReadWhole) {
  const auto read = ReadConfig();
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(std::string_view(read.value().data(), read.value().size()), "contents");
  EXPECT_EQ(answers_.opened, u"\\starkernel\\boot.txt");
}

TEST_F(FirmwareTest, AnEmptyFileNeedsNoMemory) {
  answers_.contents = "";
  answers_.allocate = uefi::kOutOfResources;
  const auto read = ReadConfig();
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read.value().empty());
}

TEST_F(FirmwareTest, AFileMayNotExceedItsLimit) {
  EXPECT_EQ(ReadError(ByteCount{7}), Error::kCapacity);
}

TEST_F(FirmwareTest, NamesAreLimitedByThePath) {
  ASSERT_TRUE(firmware_.FindImage().ok());
  // The folder takes 12 characters of 128, the end of the text one.
  EXPECT_TRUE(firmware_.volume().Read(std::string(115, 'n'), ByteCount{8}).ok());
  answers_.opened.clear();
  EXPECT_EQ(firmware_.volume().Read(std::string(116, 'n'), ByteCount{8}).error(), Error::kNotFound);
  EXPECT_EQ(answers_.opened, u"");
}

TEST_F(FirmwareTest, WithoutAVolumeThereAreNoFiles) {
  answers_.has_volume = false;
  EXPECT_EQ(ReadError(), Error::kNotFound);
  answers_.has_volume = true;
  answers_.open_volume = kDeviceError;
  EXPECT_EQ(ReadError(), Error::kNotFound);
  EXPECT_EQ(answers_.opened, u"");
}

TEST_F(FirmwareTest, FirmwareErrorsHaveTheirOwnNames) {
  for (const auto& [status, error] : {std::pair{kNotFound, Error::kNotFound},
                                      {kInvalidParameter, Error::kInvalidArgument},
                                      {uefi::kBufferTooSmall, Error::kCapacity},
                                      {uefi::kOutOfResources, Error::kOutOfMemory},
                                      {kDeviceError, Error::kDeviceFailure}}) {
    answers_.open = status;
    EXPECT_EQ(ReadError(), error);
  }
}

TEST_F(FirmwareTest, EveryStepOfReadingMayFail) {
  for (Status Answers::* const step : {&Answers::seek_end, &Answers::tell, &Answers::seek_start,
                                       &Answers::read, &Answers::allocate}) {
    answers_.*step = uefi::kOutOfResources;
    EXPECT_EQ(ReadError(), Error::kOutOfMemory);
    answers_.*step = kSuccess;
  }
  answers_.read_short_by = 1;
  EXPECT_EQ(ReadError(), Error::kDeviceFailure);
}

TEST_F(FirmwareTest, FilesStayAndScratchGoesWithBootServices) {
  EXPECT_TRUE(firmware_.AllocatePages(PageCount(1)).ok());
  EXPECT_EQ(answers_.memory_type, uefi::MemoryType::kLoaderData);
  EXPECT_EQ(firmware_.AllocateScratch(PageCount(2)).value().size(), 8192U);
  EXPECT_EQ(answers_.memory_type, uefi::MemoryType::kBootServicesData);
}

TEST_F(FirmwareTest, AnApplicationStartsWhereThisOneCameFrom) {
  loaded_image.device = &file_system;
  loaded_image.options = &file;
  loaded_image.options_size = 12;
  const auto bytes = firmware_.AllocateScratch(PageCount(2)).value().first(4097);
  EXPECT_EQ(firmware_.StartApplication(bytes), Error::kUnsupported);
  EXPECT_EQ(answers_.loaded_path, &device_path);
  EXPECT_EQ(answers_.started.device, &file_system);
  EXPECT_EQ(answers_.started.options, &file);
  EXPECT_EQ(answers_.started.options_size, 12U);
}

TEST_F(FirmwareTest, EveryStepOfStartingMayFail) {
  const auto bytes = firmware_.AllocateScratch(PageCount(2)).value().first(4097);
  answers_.load = uefi::kOutOfResources;
  EXPECT_EQ(firmware_.StartApplication(bytes), Error::kOutOfMemory);
  EXPECT_EQ(answers_.freed_pages, 2U);
  answers_.load = kSuccess;
  answers_.has_started_image = false;
  EXPECT_EQ(firmware_.StartApplication(bytes), Error::kNotFound);
  answers_.has_started_image = true;
  answers_.freed_pages = 0;
  answers_.start = kDeviceError;
  EXPECT_EQ(firmware_.StartApplication(bytes), Error::kDeviceFailure);
}

TEST_F(FirmwareTest, TheMemoryMapIsMeasuredAndRead) {
  ASSERT_TRUE(firmware_.FindImage().ok());
  EXPECT_EQ(firmware_.MemoryMapSize().value(), ByteCount{480});
  const auto map = firmware_.MemoryMap(pages.bytes);
  ASSERT_TRUE(map.ok());
  EXPECT_EQ(map.value().descriptors.data(), pages.bytes.data());
  EXPECT_EQ(map.value().descriptors.size(), 96U);
  EXPECT_EQ(map.value().descriptor_size, 48U);
  EXPECT_EQ(map.value().key, 77U);
  EXPECT_EQ(map.value().image.base.value(), hal::AddressOf(image_memory).value());
  EXPECT_EQ(map.value().image.pages, PageCount(1));
}

TEST_F(FirmwareTest, ReadingTheMemoryMapMayFail) {
  answers_.map_size = kSuccess;  // A buffer of no bytes cannot suffice.
  EXPECT_EQ(firmware_.MemoryMapSize().error(), Error::kDeviceFailure);
  answers_.map = uefi::kBufferTooSmall;
  EXPECT_EQ(firmware_.MemoryMap(pages.bytes).error(), Error::kCapacity);
}

TEST_F(FirmwareTest, BootServicesEndWithTheKeyOfTheMap) {
  EXPECT_TRUE(firmware_.ExitBootServices(77).ok());
  EXPECT_EQ(answers_.exit_key, 77U);
  answers_.exit = kInvalidParameter;
  EXPECT_EQ(firmware_.ExitBootServices(78).error(), Error::kInvalidArgument);
}

TEST_F(FirmwareTest, TheNewestAcpiRootIsTaken) {
  std::array<std::byte, 2> roots{};
  std::array<uefi::ConfigurationTable, 3> tables{};
  tables[1] = {.guid = uefi::kAcpi1Guid, .table = &roots[0]};
  table_.tables = tables.data();
  table_.table_count = 1;
  EXPECT_FALSE(firmware_.AcpiRoot().has_value());
  table_.table_count = 2;
  EXPECT_EQ(firmware_.AcpiRoot(), PhysAddr(hal::AddressOf(roots[0]).value()));
  tables[2] = {.guid = uefi::kAcpi2Guid, .table = &roots[1]};
  table_.table_count = 3;
  EXPECT_EQ(firmware_.AcpiRoot(), PhysAddr(hal::AddressOf(roots[1]).value()));
}

TEST_F(FirmwareTest, LoadOptionsAreWhatTheImageWasStartedWith) {
  ASSERT_TRUE(firmware_.FindImage().ok());
  EXPECT_TRUE(firmware_.load_options().empty());
  std::array<char16_t, 3> text = {u'a', u'=', u'b'};
  loaded_image.options = text.data();
  loaded_image.options_size = sizeof(text);
  ASSERT_TRUE(firmware_.FindImage().ok());
  EXPECT_EQ(firmware_.load_options().size(), sizeof(text));
  EXPECT_EQ(firmware_.load_options().front(), std::byte{'a'});
}

TEST_F(FirmwareTest, TheFramebufferIsDescribed) {
  const auto blue = firmware_.CurrentFramebuffer();
  ASSERT_TRUE(blue.has_value());
  EXPECT_EQ(blue->base, PhysAddr{0xC000'0000});
  EXPECT_EQ(blue->size, ByteCount{0x40'0000});
  EXPECT_EQ(blue->width, 1280U);
  EXPECT_EQ(blue->height, 800U);
  EXPECT_EQ(blue->pixels_per_line, 1312U);
  EXPECT_TRUE(blue->blue_first);
  graphics_information.pixel_format = uefi::kRedFirst;
  EXPECT_FALSE(firmware_.CurrentFramebuffer().value().blue_first);
}

TEST_F(FirmwareTest, AFramebufferThatCannotBeDrawnOnIsNone) {
  graphics_information.pixel_format = 2;  // Bit masks.
  EXPECT_FALSE(firmware_.CurrentFramebuffer().has_value());
  graphics_mode.information = nullptr;
  EXPECT_FALSE(firmware_.CurrentFramebuffer().has_value());
  graphics.mode = nullptr;
  EXPECT_FALSE(firmware_.CurrentFramebuffer().has_value());
  answers_.has_graphics = false;
  EXPECT_FALSE(firmware_.CurrentFramebuffer().has_value());
}

TEST_F(FirmwareTest, LinesEndAsFirmwareWantsThem) {
  firmware_.Print("a\nb");
  EXPECT_EQ(answers_.printed, u"a\r\nb");
  table_.output = nullptr;
  firmware_.Print("not shown");
  EXPECT_EQ(answers_.printed, u"a\r\nb");
}

TEST_F(FirmwareTest, PowerGoesOffThroughTheRuntimeServices) {
  PowerOffByFirmware();
  EXPECT_TRUE(answers_.resets.empty());
  static uefi::RuntimeServices services;
  services.ResetSystem = ResetSystem;
  SetRuntimeServices(services);
  PowerOffByFirmware();
  EXPECT_EQ(answers_.resets, std::vector{uefi::ResetType::kShutdown});
}

}  // namespace
}  // namespace starkernel::boot
