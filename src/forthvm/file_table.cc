#include "src/forthvm/file_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/open_file.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm {

FileTable& FileTable::operator=(FileTable&& other) noexcept {
  if (this != &other) {
    CloseAll();
    store_ = other.store_;
    places_ = std::exchange(other.places_, {});
  }
  return *this;
}

Result<Cell> FileTable::Open(std::string_view name, storage::FileAccess access) {
  const std::size_t place = FreePlace();
  if (place == places_.size()) {
    return Error::kCapacity;
  }
  return Enter(place, TRY(store_->Open(name, access)), name, access);
}

Result<Cell> FileTable::Create(std::string_view name, storage::FileAccess access) {
  const std::size_t place = FreePlace();
  if (place == places_.size()) {
    return Error::kCapacity;
  }
  return Enter(place, TRY(store_->Create(name, access)), name, access);
}

Result<void> FileTable::Close(Cell number) {
  OpenFile& file = *TRY(Find(number));
  // Whatever the store says, the number is not used again.
  file.is_open = false;
  ++file.generation;
  return store_->Close(file.handle);
}

void FileTable::CloseAll() {
  for (OpenFile& file : places_) {
    if (file.is_open) {
      file.is_open = false;
      ++file.generation;
      Discard(store_->Close(file.handle), "nobody is left who could be told");
    }
  }
}

Result<OpenFile*> FileTable::Find(Cell number) const {
  const UCell index = Unsigned(number) - 1;
  if (number <= 0 || index % kMostPlaces >= places_.size()) {
    return Error::kInvalidArgument;
  }
  OpenFile& file = places_[index % kMostPlaces];
  if (!file.is_open || file.generation != index / kMostPlaces) {
    return Error::kInvalidArgument;
  }
  return &file;
}

Result<std::size_t> FileTable::Read(OpenFile& file, std::span<std::byte> bytes) const {
  if (!storage::MayRead(file.access)) {
    return Error::kUnsupported;
  }
  const std::size_t count = TRY(store_->Read(file.handle, file.position, bytes));
  file.position += ByteCount(count);
  return count;
}

Result<void> FileTable::Write(OpenFile& file, std::span<const std::byte> bytes) const {
  if (!storage::MayWrite(file.access)) {
    return Error::kUnsupported;
  }
  TRY(store_->Write(file.handle, file.position, bytes));
  file.position += ByteCount(bytes.size());
  return {};
}

Result<ByteCount> FileTable::Size(const OpenFile& file) const { return store_->Size(file.handle); }

Result<void> FileTable::Resize(OpenFile& file, ByteCount size) const {
  if (!storage::MayWrite(file.access)) {
    return Error::kUnsupported;
  }
  TRY(store_->Resize(file.handle, size));
  file.position = std::min(file.position, size);
  return {};
}

Result<void> FileTable::Reposition(OpenFile& file, ByteCount position) const {
  if (position > TRY(Size(file))) {
    return Error::kOutOfRange;
  }
  file.position = position;
  return {};
}

Result<void> FileTable::Flush(const OpenFile& file) const { return store_->Flush(file.handle); }

std::size_t FileTable::FreePlace() const {
  std::size_t place = 0;
  while (place < places_.size() && places_[place].is_open) {
    ++place;
  }
  return place;
}

Cell FileTable::Enter(std::size_t place, storage::FileHandle handle, std::string_view name,
                      storage::FileAccess access) {
  OpenFile& file = places_[place];
  file.is_open = true;
  file.access = access;
  file.handle = handle;
  file.position = ByteCount{0};
  Discard(file.name.Assign(name), "messages show as much of it as fits");
  return Signed(std::uint64_t{file.generation} * kMostPlaces + place + 1);
}

}  // namespace starkernel::forthvm
