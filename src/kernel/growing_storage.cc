#include "src/kernel/growing_storage.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/not_null.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/heap/array.h"
#include "src/heap/block_room.h"
#include "src/heap/box.h"
#include "src/kernel/vm_native.h"
#include "src/physics/physics.h"

namespace starkernel::kernel {
namespace {

/// What the heap takes for so many.
template <typename T>
ByteCount SizeOf(std::size_t count) {
  return heap::BlockRoom(ByteCount(count * sizeof(T)));
}

}  // namespace

Result<void> GrowingStorage::SetCharged(ByteCount bytes) {
  const PageCount charged = PagesFor(bytes);
  if (charged > limit_) {
    return Error::kCapacity;
  }
  TRY(envelope_.SetLimit(limit_ - charged));
  bytes_ = bytes;
  return {};
}

template <typename T>
Result<heap::Array<T>> GrowingStorage::CopyOf(const heap::Array<T>& array, std::size_t count) {
  heap::Array<T> copy = TRY(heap::MakeArray<T>(heap_, count));
  CopyInto(copy.span(), array.span().first(std::min(count, array.size())));
  return copy;
}

template <typename T>
Result<void> GrowingStorage::Replace(heap::Array<T>& array, std::size_t count, std::span<T>& span) {
  const ByteCount before = bytes_;
  TRY(SetCharged(before - SizeOf<T>(array.size()) + SizeOf<T>(count)));
  Result<heap::Array<T>> copy = CopyOf(array, count);
  if (!copy.ok()) {
    Discard(SetCharged(before), "what it had it may have");
    return copy.error();
  }
  array = std::move(copy).value();
  span = array.span();
  return {};
}

Result<NotNull<GrowingStorage::RarelyUsed*>> GrowingStorage::PrepareRarelyUsed() {
  if (!rarely_used_.has_value()) {
    const ByteCount before = bytes_;
    TRY(SetCharged(before + SizeOf<RarelyUsed>(1)));
    Result<heap::Box<RarelyUsed>> box = heap::MakeBox<RarelyUsed>(heap_);
    if (!box.ok()) {
      Discard(SetCharged(before), "what it had it may have");
      return box.error();
    }
    rarely_used_.emplace(std::move(box).value());
  }
  return NotNull<RarelyUsed*>(&**rarely_used_);
}

template <typename T>
Result<void> GrowingStorage::Replace(heap::Array<T> RarelyUsed::* array, std::size_t count,
                                     std::span<T>& span) {
  RarelyUsed& arrays = *TRY(PrepareRarelyUsed());
  return Replace(arrays.*array, count, span);
}

Result<void> GrowingStorage::ReplaceWords(std::size_t count, forthvm::VmStorage& storage) {
  using forthvm::WordHeader;
  RarelyUsed& arrays = *TRY(PrepareRarelyUsed());
  // A table that is at most half full is searched quickly.
  const std::size_t slots = count == 0 ? 0 : std::bit_ceil(2 * count);
  const ByteCount before = bytes_;
  TRY(SetCharged(before - SizeOf<WordHeader>(arrays.words.size()) -
                 SizeOf<std::uint32_t>(arrays.name_slots.size()) + SizeOf<WordHeader>(count) +
                 SizeOf<std::uint32_t>(slots)));
  Result<heap::Array<WordHeader>> words = CopyOf(arrays.words, count);
  Result<heap::Array<std::uint32_t>> empty = heap::MakeArray<std::uint32_t>(heap_, slots);
  if (!words.ok() || !empty.ok()) {
    Discard(SetCharged(before), "what it had it may have");
    return Error::kOutOfMemory;
  }
  arrays.words = std::move(words).value();
  arrays.name_slots = std::move(empty).value();
  storage.words = arrays.words.span();
  storage.name_slots = arrays.name_slots.span();
  return {};
}

Result<void> GrowingStorage::Resize(forthvm::StoragePart part, std::size_t count,
                                    forthvm::VmStorage& storage) {
  using forthvm::StoragePart;
  switch (part) {
    case StoragePart::kDataStack: return Replace(data_stack_, count, storage.data_stack);
    case StoragePart::kReturnStack: return Replace(return_stack_, count, storage.return_stack);
    case StoragePart::kFrames: return Replace(frames_, count, storage.frames);
    case StoragePart::kLoops: return Replace(loops_, count, storage.loops);
    case StoragePart::kSources: return Replace(sources_, count, storage.sources);
    case StoragePart::kExceptions: return Replace(exceptions_, count, storage.exceptions);
    case StoragePart::kFiles: return Replace(files_, count, storage.files);
    case StoragePart::kCode: return Replace(&RarelyUsed::code, count, storage.code);
    case StoragePart::kWords: return ReplaceWords(count, storage);
    case StoragePart::kNames: return Replace(&RarelyUsed::names, count, storage.names);
    case StoragePart::kControlItems:
      return Replace(&RarelyUsed::control_items, count, storage.control_items);
    case StoragePart::kIncludedNames:
      return Replace(&RarelyUsed::included_names, count, storage.included_names);
    case StoragePart::kHeapBlocks:
      return Replace(&RarelyUsed::heap_blocks, count, storage.heap_blocks);
    case StoragePart::kSubstitutions:
      return Replace(&RarelyUsed::substitutions, count, storage.substitutions);
    case StoragePart::kLocalNames:
      return Replace(&RarelyUsed::local_names, count, storage.local_names);
    case StoragePart::kOuterDefinitions:
      return Replace(&RarelyUsed::outer_definitions, count, storage.outer_definitions);
    case StoragePart::kPhysics: return Replace(&RarelyUsed::physics, count, storage.physics);
    case StoragePart::kHeats: return Replace(&RarelyUsed::heats, count, storage.heats);
  }
  return Error::kInvalidArgument;
}

forthvm::NativeEngine* GrowingStorage::MakeNative(WordId first_id, forthvm::HeaderIndex first) {
  if (natives_ == nullptr) {
    return nullptr;
  }
  auto made = VmNative::Create(*natives_, *this, {.id = first_id.value(), .place = first});
  if (!made.ok()) {
    return nullptr;
  }
  const Result<NotNull<RarelyUsed*>> arrays = PrepareRarelyUsed();
  return arrays.ok() ? &*arrays.value()->native.emplace(std::move(made).value()) : nullptr;
}

PageCount GrowingStorage::DrainNative(PageCount most) {
  if (!rarely_used_.has_value()) {
    return PageCount{0};
  }
  const std::optional<heap::Box<VmNative>>& native = (*rarely_used_)->native;
  if (!native.has_value()) {
    return PageCount{0};
  }
  const PageCount given = (*native)->Drain(most);
  if (given < most) {
    DropNative();
  }
  return given;
}

kernel_words::BodyFigures GrowingStorage::figures() const {
  const auto& pages = envelope_.statistics();
  const std::span<const physics::Physics> physics =
      rarely_used_.has_value() ? (*rarely_used_)->physics.span() : std::span<physics::Physics>();
  return {.memory = BytesOf(pages.resident) + bytes_,
          .room = BytesOf(limit_ - pages.resident) - bytes_,
          .page_faults = pages.faults,
          .heat = physics.empty() ? 0 : static_cast<std::uint64_t>(physics.front().heat())};
}

}  // namespace starkernel::kernel
