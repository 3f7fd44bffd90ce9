#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/ipc/endpoint_ids.h"
#include "src/kernel_words/body_figures.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel_words {

/// What a VM instance is to the kernel's other tables.
struct VmIdentity {
  capabilities::HolderId holder;
  ipc::EndpointId endpoint;
};

/// Who keeps the machine's VM instances, as kernel words know it: who makes and ends them, and by
/// what time they sleep. Capabilities are not asked for here.
class VmKeeper {
 public:
  /// The time by which VM instances sleep.
  [[nodiscard]] virtual Nanoseconds Now() = 0;

  /// A VM instance that has an id; null if there is none of that id.
  [[nodiscard]] virtual const arbiter::VmControlBlock* Find(VmId vm) const
      [[clang::lifetimebound]] = 0;

  /// The one in the place after that of `after`, or the first.
  [[nodiscard]] virtual std::optional<VmId> Next(std::optional<VmId> after) const = 0;

  /// Error::kNotFound.
  [[nodiscard]] virtual Result<VmIdentity> IdentityOf(VmId vm) const = 0;

  /// Zeros if there is none of that id.
  [[nodiscard]] virtual BodyFigures BodyOf(VmId vm) const = 0;

  /// How long the windows of a VM instance took; 0 if there is none of that id.
  [[nodiscard]] virtual Nanoseconds TimeOf(VmId vm) const = 0;

  /// The windows of the VM instance in that place; null if there is none, or it has no memory to
  /// map.
  [[nodiscard]] virtual regions::VmWindows* WindowsAt(std::uint32_t /*place*/) const
      [[clang::lifetimebound]] {
    return nullptr;
  }

  /// Likewise, also of one that has ended and is not buried yet.
  [[nodiscard]] virtual regions::VmWindows* RemainsAt(std::uint32_t place) const
      [[clang::lifetimebound]] {
    return WindowsAt(place);
  }

  /// Windows of a region are left to be withdrawn when there is time: who began with it does not go
  /// on.
  virtual void WithdrawLater(regions::Window& /*region*/) {}

  /// Lets a VM instance go on that waits for what the exchange has for it now.
  virtual void Wake(VmId vm) = 0;

  /// How many VM instances there are, and how many there may be by what `parent` spawns.
  struct Places {
    std::size_t taken = 0;
    std::size_t limit = 0;
  };
  [[nodiscard]] virtual Places PlacesFor(VmId parent) const = 0;

  /// Makes an embryo that will interpret a copy of `program`, then end. It holds nothing; `parent`
  /// is told of its end and its faults and, unless that is VM[0], gets a capability for it.
  /// Error::kCapacity if there are too many, or the parent has too many capabilities,
  /// Error::kOutOfMemory, Error::kOutOfRange if too many notices lie with the parent,
  /// Error::kOverflow if the parent's memory has no room for the copy.
  [[nodiscard]] virtual Result<VmId> Spawn(VmId parent, std::span<const char> program) = 0;

  /// Makes what an embryo lives in, and lets it run. Error::kNotFound; Error::kInvalidArgument if
  /// it is none; Error::kOutOfMemory, and it is still one.
  [[nodiscard]] virtual Result<void> Start(VmId vm) = 0;

  /// Lets `by` end a VM instance, one that runs at the end of its window, and gives back all that
  /// it has. Error::kNotFound.
  [[nodiscard]] virtual Result<void> Kill(VmId by, VmId vm) = 0;

  /// Holds a VM instance back until Resume, one that runs at the end of its window; a wait it
  /// begins anew then. Error::kNotFound; Error::kOutOfRange for VM[0], without which nobody could
  /// say Resume any more; Error::kInvalidArgument if it is neither runnable nor running nor
  /// waiting.
  [[nodiscard]] virtual Result<void> Block(VmId vm) = 0;

  /// Lets a VM instance go on that is blocked. Error::kNotFound; Error::kInvalidArgument if it is
  /// not, or still in the window in which it was blocked.
  [[nodiscard]] virtual Result<void> Resume(VmId vm) = 0;

  /// From now on `supervisor` is told of a VM instance's end and its faults; kNoVm: nobody.
  /// Error::kNotFound, Error::kInvalidArgument if it is not one that was spawned,
  /// Error::kOutOfRange and Error::kCapacity as above.
  [[nodiscard]] virtual Result<void> Supervise(VmId vm, VmId supervisor) = 0;

  /// Capabilities were revoked: their places are to be taken back when there is time.
  virtual void TidyUp() = 0;
  [[nodiscard]] virtual bool IsMemoryShort() const = 0;
  /// If memory is short, begins to have those that wait take less of it.
  virtual void RelieveMemory() = 0;

 protected:
  ~VmKeeper() = default;
};

}  // namespace starkernel::kernel_words
