#include "src/kernel/vm_native.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/block_room.h"
#include "src/heap/box.h"
#include "src/kernel/native_home.h"
#include "src/kernel/vm_code.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"
#include "src/native/native_vm.h"

namespace starkernel::kernel {
namespace {

/// What the heap takes for so many.
template <typename T>
ByteCount SizeOf(std::size_t count) {
  return heap::BlockRoom(ByteCount(count * sizeof(T)));
}

}  // namespace

Result<heap::Box<VmNative>> VmNative::Create(NativeHome& home, heap::Account& account,
                                             const native::NativeVm::Beginning& first) {
  VmCode code = TRY(VmCode::Create(home.envelopes(), account));
  return heap::Charged(&account, SizeOf<VmNative>(1), [&] {
    return heap::MakeBox<VmNative>(home.heap(), home, account, std::move(code), first);
  });
}

VmNative::~VmNative() {
  account_.Refund(SizeOf<VmNative>(1) + SizeOf<native::Definition>(definitions_.size()) +
                  SizeOf<native::Entry>(entries_.size()) + SizeOf<std::uint32_t>(returns_.size()) +
                  SizeOf<std::uint32_t>(begins_.size()));
}

PageCount VmNative::Drain(PageCount most) {
  const PageCount pages = PagesFor(code_size());
  const PageCount given = std::min(most, pages);
  code_.Truncate(std::min(code_size(), BytesOf(pages - given)));
  return given;
}

template <typename T>
bool VmNative::Grow(heap::Array<T>& array, std::size_t count, std::span<T>& span) {
  constexpr std::size_t kFirst = 32;
  if (count <= array.size()) {
    return true;
  }
  // By halves: most VM instances have little, and what is not used is charged, too.
  const std::size_t wanted = std::max({count, array.size() + array.size() / 2, kFirst});
  const ByteCount more = SizeOf<T>(wanted) - SizeOf<T>(array.size());
  Result<heap::Array<T>> grown =
      heap::Charged(&account_, more, [&] { return heap::MakeArray<T>(home_.heap(), wanted); });
  if (!grown.ok()) {
    return false;
  }
  CopyInto(grown.value().span(), array.span());
  array = std::move(grown).value();
  span = array.span();
  return true;
}

bool VmNative::Provide(const Counts& counts, native::Records& records) {
  return Grow(definitions_, counts.definitions, records.definitions) &&
         Grow(entries_, counts.entries, records.entries) &&
         Grow(returns_, counts.returns, records.returns) &&
         Grow(begins_, counts.begins, records.begins);
}

}  // namespace starkernel::kernel
