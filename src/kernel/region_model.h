#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace starkernel::kernel {

/// What the words for shared memory mean, with nothing done to be quick: lists of capabilities,
/// regions and windows that are looked through. VM instances are numbers from 0, places are pages
/// of the part of an envelope where memory is mapped, and each operation says whether it is done.
class RegionModel {
 public:
  static constexpr std::size_t kVms = 3;
  static constexpr std::size_t kRoom = 32;  ///< Pages where memory can be mapped.
  static constexpr std::size_t kNone = ~std::size_t{0};
  // Rights, as words take them.
  static constexpr unsigned kRead = 1;
  static constexpr unsigned kWrite = 2;
  static constexpr unsigned kInvoke = 4;
  static constexpr unsigned kDelegate = 8;

  struct Capability {
    std::size_t vm = kNone;
    std::size_t region = kNone;
    std::size_t first = 0;
    std::size_t pages = 0;
    unsigned rights = 0;
    std::size_t parent = kNone;
    bool works = true;
  };
  struct Region {
    std::size_t vm = kNone;
    std::size_t pages = 0;
    std::size_t capability = kNone;
    std::size_t heir = kNone;
    std::size_t offer = kNone;
  };
  struct Window {
    std::size_t vm = kNone;
    std::size_t place = 0;
    std::size_t pages = 0;
    std::size_t region = kNone;
    std::size_t first = 0;  ///< Of the region's pages.
    std::size_t capability = kNone;
    bool is_own = false;
    bool may_write = false;
    bool is_writable = false;
  };

  [[nodiscard]] const std::vector<Capability>& capabilities() const [[clang::lifetimebound]] {
    return capabilities_;
  }
  [[nodiscard]] const std::vector<Window>& windows() const [[clang::lifetimebound]] {
    return windows_;
  }
  [[nodiscard]] const std::vector<Region>& regions() const [[clang::lifetimebound]] {
    return regions_;
  }
  /// The capability that came into its hands last, whether it works or not; kNone: there was none.
  [[nodiscard]] std::size_t Newest(std::size_t vm) const {
    for (std::size_t index = capabilities_.size(); index > 0; --index) {
      if (capabilities_.at(index - 1).vm == vm) {
        return index - 1;
      }
    }
    return kNone;
  }
  /// The window that begins at the place, or kNone.
  [[nodiscard]] std::size_t WindowAt(std::size_t vm, std::size_t place) const {
    for (std::size_t index = 0; index < windows_.size(); ++index) {
      if (windows_.at(index).vm == vm && windows_.at(index).place == place) {
        return index;
      }
    }
    return kNone;
  }

  bool Make(std::size_t vm, std::size_t pages, bool is_writable) {
    const std::size_t place = Gap(vm, pages);
    if (place == kNone) {
      return false;
    }
    regions_.push_back({.vm = vm, .pages = pages, .capability = capabilities_.size()});
    Own(vm, place, regions_.size() - 1, is_writable, kRead | kWrite | kInvoke | kDelegate);
    return true;
  }
  bool Unmap(std::size_t vm, std::size_t place) {
    const std::size_t found = WindowAt(vm, place);
    if (found == kNone) {
      return false;
    }
    const Window window = windows_.at(found);
    if (window.is_own) {
      return Drop(vm, window.capability);
    }
    windows_.erase(windows_.begin() + static_cast<std::ptrdiff_t>(found));
    return true;
  }
  /// All of what is mapped there, or its last page.
  bool Share(std::size_t vm, std::size_t place, bool is_last, std::size_t to) {
    const std::size_t found = WindowAt(vm, place);
    if (found == kNone) {
      return false;
    }
    const Window& window = windows_.at(found);
    const std::size_t skipped = is_last ? window.pages - 1 : 0;
    return Derive(window.capability, to, kInvoke | kRead | (window.is_writable ? kWrite : 0),
                  skipped, window.pages - skipped);
  }
  bool Grant(std::size_t vm, std::size_t capability, std::size_t to) {
    return Holds(vm, capability) && Derive(capability, to, capabilities_.at(capability).rights, 0,
                                           capabilities_.at(capability).pages);
  }
  bool Map(std::size_t vm, std::size_t capability, bool is_writable) {
    if (!Holds(vm, capability)) {
      return false;
    }
    const Capability& held = capabilities_.at(capability);
    const unsigned needed = kInvoke | kRead | (is_writable ? kWrite : 0);
    const std::size_t place = Gap(vm, held.pages);
    if ((held.rights & needed) != needed || place == kNone) {
      return false;
    }
    windows_.push_back({.vm = vm,
                        .place = place,
                        .pages = held.pages,
                        .region = held.region,
                        .first = held.first,
                        .capability = capability,
                        .may_write = (held.rights & kWrite) != 0,
                        .is_writable = is_writable});
    return true;
  }
  bool Protect(std::size_t vm, std::size_t place, bool is_writable) {
    const std::size_t found = WindowAt(vm, place);
    if (found == kNone || (is_writable && !windows_.at(found).may_write)) {
      return false;
    }
    windows_.at(found).is_writable = is_writable;
    return true;
  }
  bool Revoke(std::size_t vm, std::size_t capability) {
    if (!Holds(vm, capability)) {
      return false;
    }
    EndDescendants(capability);
    std::erase_if(windows_, [this](const Window& window) {
      return !capabilities_.at(window.capability).works;
    });
    return true;
  }
  bool Drop(std::size_t vm, std::size_t capability) {
    if (!Holds(vm, capability)) {
      return false;
    }
    const std::size_t region = capabilities_.at(capability).region;
    if (regions_.at(region).capability == capability) {
      EndRegion(region);
    }
    std::erase_if(windows_, [&](const Window& window) {
      return window.vm == vm && window.capability == capability;
    });
    GiveUp(capability);
    return true;
  }
  bool Give(std::size_t vm, std::size_t place, std::size_t to) {
    const std::size_t found = WindowAt(vm, place);
    if (found == kNone || !windows_.at(found).is_own || to == vm) {
      return false;
    }
    const Window& window = windows_.at(found);
    if (!Derive(window.capability, to, kInvoke, 0, window.pages)) {
      return false;
    }
    regions_.at(window.region).heir = to;
    regions_.at(window.region).offer = capabilities_.size() - 1;
    return true;
  }
  bool Take(std::size_t vm, std::size_t capability) {
    if (!Holds(vm, capability)) {
      return false;
    }
    const std::size_t region = capabilities_.at(capability).region;
    const Region given = regions_.at(region);
    const std::size_t place = Gap(vm, given.pages);
    if (given.heir != vm || given.offer != capability || place == kNone) {
      return false;
    }
    const auto own = std::ranges::find_if(
        windows_, [&](const Window& window) { return window.is_own && window.region == region; });
    const bool was_writable = own->is_writable;
    EndRegion(region);
    const unsigned rights = capabilities_.at(given.capability).rights;
    GiveUp(given.capability);
    regions_.at(region) = {.vm = vm, .pages = given.pages, .capability = capabilities_.size()};
    Own(vm, place, region, was_writable, rights);
    return true;
  }
  /// It ends, and another comes in its place.
  void Replace(std::size_t vm) {
    for (std::size_t region = 0; region < regions_.size(); ++region) {
      if (regions_.at(region).vm == vm) {
        EndRegion(region);
      }
    }
    std::erase_if(windows_, [vm](const Window& window) { return window.vm == vm; });
    for (std::size_t index = 0; index < capabilities_.size(); ++index) {
      if (Holds(vm, index)) {
        GiveUp(index);
      }
    }
  }

 private:
  [[nodiscard]] bool Holds(std::size_t vm, std::size_t capability) const {
    return capability < capabilities_.size() && capabilities_.at(capability).vm == vm &&
           capabilities_.at(capability).works;
  }
  /// The lowest place with so many pages free in a row, or kNone.
  [[nodiscard]] std::size_t Gap(std::size_t vm, std::size_t pages) const {
    std::array<bool, kRoom> taken{};
    for (const Window& window : windows_) {
      if (window.vm == vm) {
        std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(window.place), window.pages, true);
      }
    }
    const auto gap = std::ranges::search_n(taken, static_cast<std::ptrdiff_t>(pages), false);
    return gap.empty() ? kNone : static_cast<std::size_t>(gap.begin() - taken.begin());
  }
  /// A region that is its own from now on, by a new capability.
  void Own(std::size_t vm, std::size_t place, std::size_t region, bool is_writable,
           unsigned rights) {
    const std::size_t pages = regions_.at(region).pages;
    windows_.push_back({.vm = vm,
                        .place = place,
                        .pages = pages,
                        .region = region,
                        .capability = capabilities_.size(),
                        .is_own = true,
                        .may_write = true,
                        .is_writable = is_writable});
    capabilities_.push_back({.vm = vm, .region = region, .pages = pages, .rights = rights});
  }
  bool Derive(std::size_t from, std::size_t to, unsigned rights, std::size_t skipped,
              std::size_t pages) {
    const Capability& held = capabilities_.at(from);
    const bool may = held.vm == to || (held.rights & kDelegate) != 0;
    if (!may || (held.rights & rights) != rights) {
      return false;
    }
    capabilities_.push_back({.vm = to,
                             .region = held.region,
                             .first = held.first + skipped,
                             .pages = pages,
                             .rights = rights,
                             .parent = from});
    return true;
  }
  [[nodiscard]] bool IsBelow(std::size_t capability, std::size_t above) const {
    std::size_t at = capabilities_.at(capability).parent;
    while (at != kNone && at != above) {
      at = capabilities_.at(at).parent;
    }
    return at == above;
  }
  void EndDescendants(std::size_t above) {
    for (std::size_t index = 0; index < capabilities_.size(); ++index) {
      if (index != above && IsBelow(index, above)) {
        capabilities_.at(index).works = false;
      }
    }
  }
  /// It is nowhere, and what was derived for it does not work; its own capability is left.
  void EndRegion(std::size_t region) {
    EndDescendants(regions_.at(region).capability);
    std::erase_if(windows_, [region](const Window& window) { return window.region == region; });
    regions_.at(region).vm = kNone;
  }
  /// What was derived from it is derived from what that was derived from.
  void GiveUp(std::size_t capability) {
    capabilities_.at(capability).works = false;
    for (Capability& other : capabilities_) {
      if (other.parent == capability) {
        other.parent = capabilities_.at(capability).parent;
      }
    }
  }

  std::vector<Capability> capabilities_;
  std::vector<Region> regions_;
  std::vector<Window> windows_;
};

}  // namespace starkernel::kernel
