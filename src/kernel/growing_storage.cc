#include "src/kernel/growing_storage.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/heap/array.h"
#include "src/heap/block_room.h"

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

Result<void> GrowingStorage::ReplaceWords(std::size_t count, forthvm::VmStorage& storage) {
  using forthvm::WordHeader;
  // A table that is at most half full is searched quickly.
  const std::size_t slots = count == 0 ? 0 : std::bit_ceil(2 * count);
  const ByteCount before = bytes_;
  TRY(SetCharged(before - SizeOf<WordHeader>(words_.size()) -
                 SizeOf<std::uint32_t>(name_slots_.size()) + SizeOf<WordHeader>(count) +
                 SizeOf<std::uint32_t>(slots)));
  Result<heap::Array<WordHeader>> words = CopyOf(words_, count);
  Result<heap::Array<std::uint32_t>> empty = heap::MakeArray<std::uint32_t>(heap_, slots);
  if (!words.ok() || !empty.ok()) {
    Discard(SetCharged(before), "what it had it may have");
    return Error::kOutOfMemory;
  }
  words_ = std::move(words).value();
  name_slots_ = std::move(empty).value();
  storage.words = words_.span();
  storage.name_slots = name_slots_.span();
  return {};
}

Result<void> GrowingStorage::Resize(forthvm::StoragePart part, std::size_t count,
                                    forthvm::VmStorage& storage) {
  using forthvm::StoragePart;
  switch (part) {
    case StoragePart::kCode: return Replace(code_, count, storage.code);
    case StoragePart::kWords: return ReplaceWords(count, storage);
    case StoragePart::kNames: return Replace(names_, count, storage.names);
    case StoragePart::kDataStack: return Replace(data_stack_, count, storage.data_stack);
    case StoragePart::kReturnStack: return Replace(return_stack_, count, storage.return_stack);
    case StoragePart::kFrames: return Replace(frames_, count, storage.frames);
    case StoragePart::kLoops: return Replace(loops_, count, storage.loops);
    case StoragePart::kControlItems: return Replace(control_items_, count, storage.control_items);
    case StoragePart::kSources: return Replace(sources_, count, storage.sources);
    case StoragePart::kExceptions: return Replace(exceptions_, count, storage.exceptions);
    case StoragePart::kFiles: return Replace(files_, count, storage.files);
    case StoragePart::kIncludedNames:
      return Replace(included_names_, count, storage.included_names);
    case StoragePart::kHeapBlocks: return Replace(heap_blocks_, count, storage.heap_blocks);
    case StoragePart::kSubstitutions: return Replace(substitutions_, count, storage.substitutions);
    case StoragePart::kLocalNames: return Replace(local_names_, count, storage.local_names);
    case StoragePart::kOuterDefinitions:
      return Replace(outer_definitions_, count, storage.outer_definitions);
    case StoragePart::kPhysics: return Replace(physics_, count, storage.physics);
    case StoragePart::kHeats: return Replace(heats_, count, storage.heats);
  }
  return Error::kInvalidArgument;
}

kernel_words::BodyFigures GrowingStorage::figures() const {
  const auto& pages = envelope_.statistics();
  const std::span<const physics::Physics> physics = physics_.span();
  return {.memory = BytesOf(pages.resident) + bytes_,
          .page_faults = pages.faults,
          .heat = physics.empty() ? 0 : static_cast<std::uint64_t>(physics.front().heat())};
}

}  // namespace starkernel::kernel
