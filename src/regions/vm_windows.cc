#include "src/regions/vm_windows.h"

#include <cstdint>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/not_null.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/hal/kernel_mapping.h"
#include "src/heap/box.h"
#include "src/regions/window.h"
#include "src/regions/withdrawals.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::regions {
namespace {

hal::Protection ProtectionFor(bool is_writable) {
  return is_writable ? hal::Protection::kReadWrite : hal::Protection::kReadOnly;
}

GuestAddr EndOf(vmm::EnvelopePart part) { return part.first + BytesOf(part.pages); }

}  // namespace

void VmWindows::Enter(VmId vm, capabilities::HolderId owner) {
  Require(windows_.empty() && room() <= PageCount{kPagesOfAVm}, "windows are entered too late");
  vm_ = vm;
  owner_ = owner;
}

Result<VmWindows::Gap> VmWindows::FindGap(PageCount pages) const {
  const vmm::EnvelopePart all = envelope_.windows();
  const ByteCount wanted = BytesOf(pages);
  GuestAddr at = all.first;
  for (Window& window : windows_) {
    if (window.part.first - at >= wanted) {
      return Gap{.part = {at, pages}, .behind = &window};
    }
    at = EndOf(window.part);
  }
  if (EndOf(all) - at < wanted) {
    return Error::kOutOfRange;
  }
  return Gap{.part = {at, pages}, .behind = nullptr};
}

Window& VmWindows::Insert(heap::Box<Window> box, const Gap& gap) {
  Window& window = *box;
  window.memory.emplace(std::move(box));
  window.holder = this;
  window.part = gap.part;
  if (gap.behind == nullptr) {
    windows_.PushBack(window);
    return *windows_.Last();
  }
  windows_.InsertBefore(*gap.behind, window);
  return *windows_.Previous(*gap.behind);
}

Result<NotNull<Window*>> VmWindows::Make(PageCount pages, bool is_writable) {
  const Gap gap = TRY(FindGap(pages));
  heap::Box<Window> box = TRY(heap::MakeBox<Window>(heap_));
  TRY(envelope_.Protect(gap.part, ProtectionFor(is_writable)));
  Window& window = Insert(std::move(box), gap);
  window.may_write = true;
  window.is_writable = is_writable;
  return NotNull<Window*>(window);
}

Result<NotNull<Window*>> VmWindows::Show(Window& region, const Shown& what) {
  if (region.shown.size() == kMostShown) {
    return Error::kOverflow;
  }
  const Gap gap = TRY(FindGap(what.pages));
  heap::Box<Window> box = TRY(heap::MakeBox<Window>(heap_));
  VmWindows& source = *region.holder;
  // What is to be written elsewhere its owner may have made read-only for itself.
  const bool is_lifted = what.may_write && !region.is_writable;
  if (is_lifted) {
    source.Protect(region.part, true);
  }
  const Result<void> shared =
      source.envelope_.Share({region.part.first + BytesOf(what.first), what.pages}, envelope_,
                             gap.part.first, ProtectionFor(what.may_write));
  if (is_lifted) {
    source.Protect(region.part, false);
  }
  TRY(shared);
  if (what.may_write && !what.is_writable) {
    Protect(gap.part, false);
  }
  Window& window = Insert(std::move(box), gap);
  window.may_write = what.may_write;
  window.is_writable = what.is_writable;
  window.region = &region;
  region.shown.PushBack(window);
  return NotNull<Window*>(window);
}

Result<NotNull<Window*>> VmWindows::Take(Window& region) {
  const Gap gap = TRY(FindGap(region.part.pages));
  heap::Box<Window> box = TRY(heap::MakeBox<Window>(heap_));
  TRY(region.holder->envelope_.Transfer(region.part, envelope_, gap.part.first));
  Window& window = Insert(std::move(box), gap);
  window.may_write = true;
  window.is_writable = region.is_writable;
  for (Window* shown = region.shown.PopFront(); shown != nullptr; shown = region.shown.PopFront()) {
    shown->region = &window;
    window.shown.PushBack(*shown);
  }
  region.holder->TakeOut(region);
  return NotNull<Window*>(window);
}

void VmWindows::Protect(vmm::EnvelopePart part, bool is_writable) {
  // All of its pages are there, so that nothing can be missing.
  envelope_.Protect(part, ProtectionFor(is_writable)).value();
}

void VmWindows::SetWritable(Window& window, bool is_writable) {
  Require(window.may_write || !is_writable, "a window becomes more than it may be");
  Protect(window.part, is_writable);
  window.is_writable = is_writable;
}

PageCount VmWindows::TakeOut(Window& window) {
  const PageCount pages = window.part.pages;
  envelope_.Unmap(window.part).value();
  if (window.region != nullptr) {
    window.region->shown.Remove(window);
  }
  if (window.left_to != nullptr) {
    window.left_to->Remove(window);
  }
  windows_.Remove(window);
  if (window.memory.has_value()) {
    const heap::Box<Window> memory = *std::move(window.memory);
  }
  return pages;
}

PageCount VmWindows::Remove(Window& window) {
  PageCount removed{0};
  for (Window* shown = window.shown.First(); shown != nullptr; shown = window.shown.First()) {
    removed += shown->holder->TakeOut(*shown);
  }
  return removed + TakeOut(window);
}

void VmWindows::BeginWithdrawal(Window& region) {
  region.has_void = true;
  withdrawing_ = region.holder->NumberOf(region);
}

void VmWindows::Clear() {
  while (!windows_.empty()) {
    Remove(*windows_.First());
  }
}

PageCount VmWindows::Drain(PageCount most) {
  PageCount removed{0};
  while (!windows_.empty() && removed < most) {
    Window& window = *windows_.First();
    Window* const shown = window.shown.First();
    removed += shown != nullptr ? shown->holder->TakeOut(*shown) : TakeOut(window);
  }
  return removed;
}

Window* VmWindows::Find(GuestAddr address) const {
  for (Window& window : windows_) {
    if (address < EndOf(window.part)) {
      return address >= window.part.first ? &window : nullptr;
    }
  }
  return nullptr;
}

std::uint64_t VmWindows::NumberOf(const Window& region) const {
  const std::uint64_t page = (region.part.first - envelope_.windows().first) / kPageSize;
  return (std::uint64_t{PlaceOf(vm_)} + 1) * kPagesOfAVm + page;
}

Window* VmWindows::RegionWith(std::uint64_t number) const {
  if (PlaceIn(number) != PlaceOf(vm_)) {
    return nullptr;
  }
  const PageCount page{number % kPagesOfAVm};
  Window* const window = Find(envelope_.windows().first + BytesOf(page));
  return window != nullptr && window->region == nullptr ? window : nullptr;
}

}  // namespace starkernel::regions
