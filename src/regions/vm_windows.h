#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/intrusive_list.h"
#include "src/base/not_null.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/regions/window.h"
#include "src/regions/withdrawals.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::regions {

/// What a window is to show of a region.
struct Shown {
  PageCount first;  ///< Of the region's pages.
  PageCount pages;
  bool may_write = false;
  bool is_writable = false;  ///< Only if it may.
};

/// The windows of one VM instance: the regions that it has made or taken, and what it shows of
/// others'. Pages of a region count with its owner's envelope, and with that of each that shows
/// them. Who may do what is not asked here. When this ends, its regions are gone everywhere. One
/// caller at a time, for all of them together. Pinned: windows refer to it.
class VmWindows {
 public:
  static constexpr PageCount kLargestRegion{64};
  /// How many windows elsewhere may show a region.
  static constexpr std::size_t kMostShown = 64;
  /// Pages that a word or a chore takes out before others go on: at least one window's.
  static constexpr PageCount kWithdrawnAtOnce{64};
  static_assert(kWithdrawnAtOnce >= kLargestRegion);

  /// Both must outlive this.
  VmWindows(heap::Heap& heap [[clang::lifetimebound]],
            vmm::Envelope& envelope [[clang::lifetimebound]])
      : heap_(heap), envelope_(envelope) {}
  VmWindows(const VmWindows&) = delete;
  VmWindows& operator=(const VmWindows&) = delete;
  ~VmWindows() { Clear(); }

  /// Says whose windows they are, before there is one.
  void Enter(VmId vm, capabilities::HolderId owner);

  [[nodiscard]] VmId vm() const { return vm_; }
  [[nodiscard]] capabilities::HolderId owner() const { return owner_; }
  [[nodiscard]] const vmm::Envelope& envelope() const [[clang::lifetimebound]] { return envelope_; }
  /// Pages that windows can be made of.
  [[nodiscard]] PageCount room() const { return envelope_.windows().pages; }

  /// Makes a region of pages full of zeros. Error::kOutOfRange if so many are not free in a row,
  /// Error::kCapacity beyond the envelope's limit, Error::kOutOfMemory.
  [[nodiscard]] Result<NotNull<Window*>> Make(PageCount pages, bool is_writable)
      [[clang::lifetimebound]];

  /// Shows pages of a region. Errors as above; Error::kOverflow if kMostShown show it.
  [[nodiscard]] Result<NotNull<Window*>> Show(Window& region, const Shown& what)
      [[clang::lifetimebound]];

  /// Makes another VM instance's region one of this: its pages move here, and windows that showed
  /// it show this, until they are withdrawn. Errors as with Make, and nothing has changed then.
  [[nodiscard]] Result<NotNull<Window*>> Take(Window& region) [[clang::lifetimebound]];

  /// Lets what a window shows be written, if it may, or only be read.
  void SetWritable(Window& window, bool is_writable);

  /// Takes a window away; a region, from everywhere. How many page mappings that were.
  PageCount Remove(Window& window);
  void Clear();
  /// Takes windows away, those elsewhere that show its regions first, until so many page mappings
  /// are taken out; how many. Fewer: there is none left. More by less than a region's pages.
  PageCount Drain(PageCount most);

  /// What was taken out, and whether that is all.
  struct Withdrawn {
    PageCount pages{0};
    bool is_all = true;
  };
  /// Takes windows out that show a region and that `is_void` is true of, of no more than `most`
  /// pages together, in the order in which they came; all, and then the region, if it is ending: it
  /// is gone when that is all.
  template <typename IsVoid>
  [[nodiscard]] static Withdrawn Withdraw(Window& region, PageCount most, const IsVoid& is_void);

  /// Notes that this VM instance is about to withdraw a region's windows, whoever's it is: what is
  /// left when it does not go on with it somebody else does.
  void BeginWithdrawal(Window& region);
  void EndWithdrawal() { withdrawing_.reset(); }
  /// The number of that region's first page.
  [[nodiscard]] std::optional<std::uint64_t> withdrawing() const { return withdrawing_; }

  /// The window that has the address; null if none does.
  [[nodiscard]] Window* Find(GuestAddr address) const [[clang::lifetimebound]];
  /// Null if there is none left.
  [[nodiscard]] Window* First() const [[clang::lifetimebound]] { return windows_.First(); }
  [[nodiscard]] Window* Next(Window& window) const [[clang::lifetimebound]] {
    return windows_.Next(window);
  }

  /// What the first page of a window is called in capabilities, if it is a region: its other pages
  /// have the numbers behind. Never 0.
  [[nodiscard]] std::uint64_t NumberOf(const Window& region) const;
  /// The place of the VM instance that a page of that number would be a region's of, 2^32 and more
  /// if there can be none.
  [[nodiscard]] static std::uint64_t PlaceIn(std::uint64_t number) {
    return number / kPagesOfAVm - 1;
  }
  /// The region of this VM instance that has the page of that number; null if there is none.
  [[nodiscard]] Window* RegionWith(std::uint64_t number) const [[clang::lifetimebound]];

 private:
  static constexpr std::uint64_t kPagesOfAVm = 1024;
  using Windows = IntrusiveList<Window, &Window::in_envelope>;

  /// Where a window can be put.
  struct Gap {
    vmm::EnvelopePart part;
    Window* behind = nullptr;  ///< The window that comes next; null: none.
  };
  [[nodiscard]] Result<Gap> FindGap(PageCount pages) const;
  [[nodiscard]] Window& Insert(heap::Box<Window> box, const Gap& gap) [[clang::lifetimebound]];
  void Protect(vmm::EnvelopePart part, bool is_writable);
  /// Takes one window away that nobody shows.
  PageCount TakeOut(Window& window);

  heap::Heap& heap_;
  vmm::Envelope& envelope_;
  VmId vm_ = kNoVm;
  capabilities::HolderId owner_;
  Windows windows_;  ///< By address.
  std::optional<std::uint64_t> withdrawing_;
};

template <typename IsVoid>
VmWindows::Withdrawn VmWindows::Withdraw(Window& region, PageCount most, const IsVoid& is_void) {
  Withdrawn withdrawn;
  const auto take_out = [&withdrawn, most](Window& window) {
    withdrawn.is_all = withdrawn.pages + window.part.pages <= most;
    if (withdrawn.is_all) {
      withdrawn.pages += window.holder->TakeOut(window);
    }
    return withdrawn.is_all;
  };
  Window* next = region.shown.First();
  while (next != nullptr) {
    Window& window = *next;
    next = region.shown.Next(window);
    if ((region.is_ending || is_void(window)) && !take_out(window)) {
      return withdrawn;
    }
  }
  if (region.is_ending) {
    take_out(region);
    return withdrawn;
  }
  region.has_void = false;
  if (region.left_to != nullptr) {
    region.left_to->Remove(region);
  }
  return withdrawn;
}

}  // namespace starkernel::regions
