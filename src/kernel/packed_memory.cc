#include "src/kernel/packed_memory.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/scope_guard.h"
#include "src/base/span_copy_unsafe.h"
#include "src/heap/array.h"
#include "src/heap/block_room.h"
#include "src/heap/heap.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {
namespace {

constexpr std::size_t kWordSize = sizeof(std::uint64_t);
constexpr std::size_t kWordsOfPage = kPageSize.value() / kWordSize;
constexpr std::size_t kBits = 64;
/// Before the words of a page: its address, and which they are.
constexpr std::size_t kHead = 1 + kWordsOfPage / kBits;

using PageBytes = std::span<std::byte>;

PageBytes PageAt(const vmm::Envelope& envelope, GuestAddr page) {
  return envelope.bytes().subspan(page.value(), kPageSize.value());
}

std::uint64_t WordAt(PageBytes page, std::size_t index) {
  std::array<std::byte, kWordSize> bytes{};
  CopyInto(std::span<std::byte>(bytes), page.subspan(index * kWordSize, kWordSize));
  return std::bit_cast<std::uint64_t>(bytes);
}

void SetWord(PageBytes page, std::size_t index, std::uint64_t word) {
  const auto bytes = std::bit_cast<std::array<std::byte, kWordSize>>(word);
  CopyInto(page.subspan(index * kWordSize, kWordSize), bytes);
}

/// Calls `visit` with each page that is there.
template <typename Visit>
void ForEachPage(const vmm::Envelope& envelope, Visit visit) {
  for (std::optional<GuestAddr> page = envelope.NextResident(GuestAddr(0)); page.has_value();
       page = envelope.NextResident(*page + kPageSize)) {
    visit(*page);
  }
}

std::size_t PackedSize(PageBytes page) {
  std::size_t size = kHead;
  for (std::size_t index = 0; index < kWordsOfPage; ++index) {
    size += WordAt(page, index) != 0 ? 1 : 0;
  }
  return size;
}

/// How many words of `packed` it took.
std::size_t PackPage(GuestAddr address, PageBytes page, std::span<std::uint64_t> packed) {
  packed[0] = address.value();
  std::size_t used = kHead;
  for (std::size_t index = 0; index < kWordsOfPage; ++index) {
    if (const std::uint64_t word = WordAt(page, index); word != 0) {
      packed[1 + index / kBits] |= std::uint64_t{1} << (index % kBits);
      packed[used++] = word;
    }
  }
  return used;
}

/// Into a page full of zeros; how many words of `packed` it took.
std::size_t UnpackPage(std::span<const std::uint64_t> packed, PageBytes page) {
  std::size_t used = kHead;
  for (std::size_t index = 0; index < kWordsOfPage; ++index) {
    if ((packed[1 + index / kBits] >> (index % kBits) & 1U) != 0) {
      SetWord(page, index, packed[used++]);
    }
  }
  return used;
}

}  // namespace

Result<PackedMemory> PackedMemory::Pack(heap::Heap& heap, vmm::Envelope& envelope) {
  const PageCount resident = envelope.statistics().resident;
  if (resident > kMostPages) {
    return Error::kCapacity;
  }
  std::size_t size = 0;
  ForEachPage(envelope, [&](GuestAddr page) { size += PackedSize(PageAt(envelope, page)); });
  if (heap::BlockRoom(ByteCount(size * kWordSize)) > ByteCount(BytesOf(resident).value() / 2)) {
    return Error::kCapacity;
  }
  heap::Array<std::uint64_t> words = TRY(heap::MakeArray<std::uint64_t>(heap, size));
  std::size_t used = 0;
  ForEachPage(envelope, [&](GuestAddr page) {
    used += PackPage(page, PageAt(envelope, page), words.span().subspan(used));
  });
  envelope.Vacate();
  return PackedMemory(std::move(words));
}

Result<void> PackedMemory::Unpack(vmm::Envelope& envelope) const {
  TRY(envelope.Occupy());
  ScopeGuard undo([&] { envelope.Vacate(); });
  for (std::span<const std::uint64_t> left = words_.span(); !left.empty();) {
    const GuestAddr page(left.front());
    TRY(envelope.Map({.first = page, .pages = PageCount{1}}));
    left = left.subspan(UnpackPage(left, PageAt(envelope, page)));
  }
  undo.Dismiss();
  return {};
}

ByteCount PackedMemory::bytes() const {
  return heap::BlockRoom(ByteCount(words_.size() * kWordSize));
}

}  // namespace starkernel::kernel
