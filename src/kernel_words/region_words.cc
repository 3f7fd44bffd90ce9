#include "src/kernel_words/region_words.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/not_null.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/region_access.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityGrant;
using capabilities::CapabilityType;
using capabilities::Refusal;
using capabilities::Right;
using capabilities::Rights;
using capabilities::SlotNumber;
using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;
using regions::VmWindows;
using regions::Window;

constexpr Rights kReadOnly{Right::kRead};
constexpr Rights kReadWrite = Right::kRead | Right::kWrite;
constexpr ByteCount kLargest = BytesOf(VmWindows::kLargestRegion);

bool IsAccess(Cell rights) {
  return Unsigned(rights) == kReadOnly.bits() || Unsigned(rights) == kReadWrite.bits();
}
bool Writes(Cell rights) { return Rights::FromBits(Unsigned(rights)).Has(Right::kWrite); }

KernelAnswer NoAccess(Context& context, Cell rights) {
  TextWriter writer(context.detail);
  Format(writer, "rights {}, valid are {} and {}", rights, kReadOnly.bits(), kReadWrite.bits());
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// Why so many pages could not be mapped.
KernelAnswer NotMapped(Context& context, Error error, PageCount pages) {
  TextWriter writer(context.detail);
  const VmWindows* const windows = OwnWindows(context);
  if (error == Error::kOverflow) {
    Format(writer, "the memory is mapped {} times", VmWindows::kMostShown);
    return Thrown(context, ThrowCode::kKernelFull);
  }
  if (error == Error::kOutOfRange) {
    Format(writer, "no {} pages in a row are free of {} to map", pages,
           windows == nullptr ? PageCount{0} : windows->room());
  } else {
    writer.Text(error == Error::kCapacity ? "the envelope may hold no more pages"
                                          : "the machine has none left");
  }
  return Thrown(context, ThrowCode::kOutOfMemory);
}

KernelAnswer NoWindow(Context& context, MemoryRange range) {
  TextWriter writer(context.detail);
  Format(writer, "no memory of {} bytes is mapped at {}", range.length, range.address);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// The window that has the address; null if none does, or it is going.
Window* WindowAt(const Context& context, GuestAddr address) {
  const VmWindows* const windows = OwnWindows(context);
  Window* const window = windows == nullptr ? nullptr : windows->Find(address);
  return window == nullptr || window->is_ending ? nullptr : window;
}

/// The window that has all of the range, which begins at a page; null if there is none.
Window* WindowAround(const Context& context, MemoryRange range) {
  Window* const window = WindowAt(context, range.address);
  if (window == nullptr || !IsAligned(range.address, kPageSize) || range.length == ByteCount{0} ||
      range.length > window->part.first + BytesOf(window->part.pages) - range.address) {
    return nullptr;
  }
  return window;
}

/// The window that is just the range, in whole pages; null if there is none.
Window* WindowOf(const Context& context, MemoryRange range) {
  Window* const window = WindowAround(context, range);
  return window != nullptr && window->part.first == range.address &&
                 PagesFor(range.length) == window->part.pages
             ? window
             : nullptr;
}

/// Why the range is not just what was mapped at once.
KernelAnswer NotAWindow(Context& context, MemoryRange range) {
  const Window* const window = WindowAt(context, range.address);
  if (window == nullptr) {
    return NoWindow(context, range);
  }
  TextWriter writer(context.detail);
  Format(writer, "{} bytes at {} are not all of the {} mapped at {}", range.length, range.address,
         BytesOf(window->part.pages), window->part.first);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// What the capability in a slot lets the caller map.
struct RegionInSlot {
  Refusal refusal = Refusal::kNone;
  Rights rights{};
  RegionPages pages{};
};

/// Refused unless those rights are among the capability's, and its range is of a region.
RegionInSlot RegionIn(const Context& context, SlotNumber slot, Rights needed) {
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return {.refusal = held.refusal};
  }
  if (held.grant.type != CapabilityType::kShare) {
    return {.refusal = Refusal::kWrongType};
  }
  if (!held.grant.rights.HasAll(needed)) {
    return {.refusal = Refusal::kMissingRight};
  }
  const RegionPages pages = PagesIn(context, held.grant.range);
  if (pages.region == nullptr || OwnWindows(context) == nullptr) {
    return {.refusal = Refusal::kOutOfRange};
  }
  return {.rights = held.grant.rights, .pages = pages};
}

/// Leaves where a window is.
KernelAnswer Mapped(const KernelCall& call, const Window& window) {
  call.results[0] = forthvm::Signed(window.part.first.value());
  call.results[1] = forthvm::Signed(BytesOf(window.part.pages).value());
  return AfterPages(window.part.pages);
}

/// Goes on with what others have mapped of a region that the caller has now, after so many of its
/// pages were moved by the same call; leaves where it is.
KernelAnswer GoOnTaking(const Context& context, const KernelCall& call, PageCount moved) {
  const Window* const region = Withdrawing(context);
  Require(region != nullptr, "who takes memory has lost it");
  const GuestAddr at = region->part.first;
  const ByteCount size = BytesOf(region->part.pages);
  KernelAnswer answer = GoOnWithdrawing(context, moved);
  // A page that moves is taken out, and mapped.
  answer.reductions += ReductionsFor(moved);
  call.results[0] = forthvm::Signed(at.value());
  call.results[1] = forthvm::Signed(size.value());
  return answer;
}

/// A capability for all pages of a new region, with those rights.
CapabilityGrant GrantFor(const Window& region, Rights rights) {
  const std::uint64_t first = region.holder->NumberOf(region);
  return {.type = CapabilityType::kShare,
          .rights = rights,
          .range = {first, first + region.part.pages.value() - 1}};
}

/// A region that came without the capability for it is gone again; that costs as much as if it
/// had been kept.
KernelAnswer NotHeld(Context& context, SlotNumber slot, const capabilities::SlotAnswer& refused,
                     Window& region) {
  const PageCount pages = region.part.pages;
  region.holder->Remove(region);
  KernelAnswer answer = NotDerived(context, slot, refused);
  answer.reductions = ReductionsFor(pages);
  return answer;
}

/// A capability that was derived, or why none was.
struct Derived {
  KernelAnswer answer;
  SlotNumber slot{};
};

/// Derives a capability for pages of a window for another VM instance.
Derived DeriveFor(Context& context, const Window& window, MemoryRange range, Rights rights,
                  VmId vm) {
  const Result<VmIdentity> receiver = context.objects.vms.IdentityOf(vm);
  if (!receiver.ok()) {
    return {.answer = NoSuchVm(context, vm)};
  }
  capabilities::CapabilityTable& table = context.objects.capabilities;
  const capabilities::GrantAnswer held = table.Inspect(context.caller.holder, window.capability);
  CapabilityGrant grant = held.grant;
  grant.rights = rights;
  grant.range.first += (range.address - window.part.first) / kPageSize;
  grant.range.last = grant.range.first + PagesFor(range.length).value() - 1;
  const capabilities::SlotAnswer derived =
      held.ok()
          ? table.Derive(context.caller.holder, window.capability, receiver.value().holder, grant)
          : capabilities::SlotAnswer{.refusal = held.refusal, .slot = {}};
  return {.answer = derived.ok() ? KernelAnswer() : NotDerived(context, window.capability, derived),
          .slot = derived.slot};
}

}  // namespace

KernelAnswer MapMemory(Context& context, const KernelCall& call) {
  const Cell size = call.arguments[0];
  const Cell rights = call.arguments[1];
  if (size == 0 || Unsigned(size) > kLargest.value()) {
    return OutOfRange(context, "size", size, 1, kLargest.value());
  }
  if (!IsAccess(rights)) {
    return NoAccess(context, rights);
  }
  const PageCount pages = PagesFor(ByteCount(Unsigned(size)));
  VmWindows* const windows = OwnWindows(context);
  const Result<NotNull<Window*>> made =
      windows == nullptr ? Error::kOutOfRange : windows->Make(pages, Writes(rights));
  if (!made.ok()) {
    return NotMapped(context, made.error(), pages);
  }
  Window& region = *made.value();
  // Who may not let others share may neither share this.
  const SlotNumber used =
      context.caller.last_used.at(static_cast<std::size_t>(CapabilityType::kShare));
  const bool delegates = context.objects.capabilities.Inspect(context.caller.holder, used)
                             .grant.rights.Has(Right::kDelegate);
  const Rights own = kReadWrite | Rights(Right::kInvoke);
  const capabilities::SlotAnswer granted = context.objects.capabilities.Grant(
      context.caller.holder, GrantFor(region, delegates ? own | Rights(Right::kDelegate) : own));
  if (!granted.ok()) {
    return NotHeld(context, used, granted, region);
  }
  region.capability = granted.slot;
  call.results[0] = forthvm::Signed(region.part.first.value());
  return AfterPages(pages);
}

KernelAnswer UnmapMemory(Context& context, const KernelCall& call) {
  if (context.caller.withdraws) {
    return GoOnWithdrawing(context);
  }
  const MemoryRange range = RangeIn(call, 0);
  Window* const window = WindowOf(context, range);
  if (window == nullptr) {
    return NotAWindow(context, range);
  }
  if (window->region != nullptr) {
    return AfterPages(window->holder->Remove(*window));
  }
  static_cast<void>(GiveUp(context, window->capability));
  return GoOnWithdrawing(context);
}

KernelAnswer ShareMemory(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  const Window* const window = WindowAround(context, range);
  if (window == nullptr) {
    return NoWindow(context, range);
  }
  return DeriveFor(context, *window, range,
                   Rights(Right::kInvoke) | (window->is_writable ? kReadWrite : kReadOnly),
                   VmId(Unsigned(call.arguments[2])))
      .answer;
}

KernelAnswer Protect(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  const Cell rights = call.arguments[2];
  if (!IsAccess(rights)) {
    return NoAccess(context, rights);
  }
  Window* const window = WindowOf(context, range);
  if (window == nullptr) {
    return NotAWindow(context, range);
  }
  if (Writes(rights) && !window->may_write) {
    return SlotRefused(context, window->capability, Refusal::kMissingRight);
  }
  window->holder->SetWritable(*window, Writes(rights));
  return AfterPages(window->part.pages);
}

KernelAnswer MapCapability(Context& context, const KernelCall& call) {
  const Cell rights = call.arguments[0];
  const SlotNumber slot(Unsigned(call.arguments[1]));
  if (!IsAccess(rights)) {
    return NoAccess(context, rights);
  }
  const Rights needed = Rights::FromBits(Unsigned(rights)) | Rights(Right::kInvoke);
  const RegionInSlot in_slot = RegionIn(context, slot, needed);
  if (in_slot.refusal != Refusal::kNone) {
    return SlotRefused(context, slot, in_slot.refusal);
  }
  const RegionPages& shown = in_slot.pages;
  const Result<NotNull<Window*>> mapped =
      OwnWindows(context)->Show(*shown.region, {.first = shown.first,
                                                .pages = shown.pages,
                                                .may_write = in_slot.rights.Has(Right::kWrite),
                                                .is_writable = Writes(rights)});
  if (!mapped.ok()) {
    return NotMapped(context, mapped.error(), shown.pages);
  }
  mapped.value()->capability = slot;
  return Mapped(call, *mapped.value());
}

KernelAnswer MemoryCapability(Context& context, const KernelCall& call) {
  const MemoryRange range{.address = forthvm::AddressIn(call.arguments[0]), .length = ByteCount{1}};
  const Window* const window = WindowAt(context, range.address);
  if (window == nullptr) {
    return NoWindow(context, range);
  }
  call.results[0] = forthvm::Signed(window->capability.value());
  return {};
}

KernelAnswer GiveMemory(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  const VmId heir(Unsigned(call.arguments[2]));
  Window* const window = WindowOf(context, range);
  if (window == nullptr) {
    return NotAWindow(context, range);
  }
  if (window->region != nullptr || heir == context.caller.vm) {
    TextWriter(context.detail)
        .Text(window->region != nullptr ? "the memory is another's" : "who gives cannot take");
    return Thrown(context, ThrowCode::kInvalidArgument);
  }
  // Until it is taken it is not to be mapped: neither by whom it is offered to nor by whom it was.
  const Derived offer = DeriveFor(context, *window, range, Rights(Right::kInvoke), heir);
  if (offer.answer.state == KernelAnswer::State::kDone) {
    window->heir = heir;
    window->offer = offer.slot;
  }
  return offer.answer;
}

KernelAnswer TakeMemory(Context& context, const KernelCall& call) {
  if (context.caller.withdraws) {
    return GoOnTaking(context, call, {});
  }
  const SlotNumber slot(Unsigned(call.arguments[0]));
  const RegionInSlot in_slot = RegionIn(context, slot, Rights(Right::kInvoke));
  if (in_slot.refusal != Refusal::kNone) {
    return SlotRefused(context, slot, in_slot.refusal);
  }
  Window& given = *in_slot.pages.region;
  if (given.heir != context.caller.vm || given.offer != slot) {
    TextWriter writer(context.detail);
    Format(writer, "slot {}: the memory was not given", slot);
    context.objects.audit.Note(context.caller.vm, slot, std::nullopt, Refusal::kWrongType);
    return Thrown(context, ThrowCode::kCapability);
  }
  capabilities::CapabilityTable& table = context.objects.capabilities;
  const PageCount pages = given.part.pages;
  // Who takes windows out already would not find those elsewhere.
  if (given.has_void) {
    const VmWindows::Withdrawn before = WithdrawFrom(table, given, VmWindows::kWithdrawnAtOnce);
    if (!before.is_all || before.pages > PageCount{0}) {
      return GoesOnAfter(before.pages);
    }
  }
  const capabilities::HolderId giver = given.holder->owner();
  const SlotNumber given_by = given.capability;
  const Result<NotNull<Window*>> taken = OwnWindows(context)->Take(given);
  if (!taken.ok()) {
    return NotMapped(context, taken.error(), pages);
  }
  const Rights rights = table.Inspect(giver, given_by).grant.rights;
  const capabilities::SlotAnswer own =
      table.Move(giver, given_by, context.caller.holder, slot, GrantFor(*taken.value(), rights));
  context.objects.vms.TidyUp();
  if (!own.ok()) {
    return NotHeld(context, slot, own, *taken.value());
  }
  taken.value()->capability = own.slot;
  BeginWithdrawal(context, *taken.value());
  return GoOnTaking(context, call, pages);
}

}  // namespace starkernel::kernel_words
