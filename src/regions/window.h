#pragma once

#include <optional>

#include "src/base/ids.h"
#include "src/base/intrusive_list.h"
#include "src/capabilities/capability_ids.h"
#include "src/heap/box.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::regions {

class VmWindows;
class Withdrawals;

/// Pages in a row that are mapped in a VM instance's envelope. They are the VM instance's own,
/// which makes this a region, or some of a region that it was let have.
struct Window {
  VmWindows* holder = nullptr;            ///< Of the VM instance whose envelope it is in.
  vmm::EnvelopePart part{};               ///< Where it is there.
  capabilities::SlotNumber capability{};  ///< It is there as long as the VM instance holds this.
  Window* region = nullptr;               ///< Whose pages they are; null: its own.
  bool may_write = false;                 ///< Whether it can become writable.
  bool is_writable = false;
  VmId heir = kNoVm;                 ///< Who may take the region, if somebody may.
  capabilities::SlotNumber offer{};  ///< The capability of the heir's by which it may.
  /// Of a region: it goes with the last window that shows it, and all of them are void.
  bool is_ending = false;
  /// Of a region: windows that show it may be void, and somebody is about to take them out.
  bool has_void = false;
  Withdrawals* left_to = nullptr;  ///< That a region is in.

  ListHook<Window> in_withdrawals;
  ListHook<Window> in_envelope;
  ListHook<Window> in_region;
  /// Of a region: the windows elsewhere that show it.
  IntrusiveList<Window, &Window::in_region> shown;
  std::optional<heap::Box<Window>> memory;  ///< That it lies in itself.
};

}  // namespace starkernel::regions
