#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/wait.h"
#include "src/hal/model_devices.h"
#include "src/hal/virtual_time.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/lone_vm.h"
#include "src/kernel_words/vm_door.h"
#include "src/kernel_words/vm_keeper.h"
#include "tests/forth_fuzz/spawned_program.h"

namespace starkernel::forthvm::fuzz {

class FuzzModel;

/// A kernel with small tables, in which a program's VM instance holds the root capabilities and may
/// make one other at a time, which runs a program of its own.
class FuzzKernel final : public kernel_words::VmKeeper, private devices::Waker {
 public:
  /// The model must outlive the kernel.
  explicit FuzzKernel(const FuzzModel& model [[clang::lifetimebound]]);
  FuzzKernel(const FuzzKernel&) = delete;
  FuzzKernel& operator=(const FuzzKernel&) = delete;
  ~FuzzKernel() = default;

  /// As at birth.
  void Begin();

  /// The way in of the program's VM instance.
  [[nodiscard]] KernelDoor& door() [[clang::lifetimebound]] { return tables_->first.door; }

  /// Tells both of interrupts, and lets the other one run for a window, if there is one that can.
  void RunOther(Reductions quantum);

  /// Whether the program's VM instance was woken since it was asked last.
  [[nodiscard]] bool TakeWake();
  /// Whether the program has made another one.
  [[nodiscard]] bool HasOther() const { return tables_->other.has_value(); }
  /// Whether the other one can do something by itself.
  [[nodiscard]] bool OtherRuns() const;
  /// Whether the program has ended its own VM instance.
  [[nodiscard]] bool FirstIsDead() const;

  /// Ends both VM instances. What is wrong, or empty: nothing of theirs may be left.
  [[nodiscard]] std::string ViolationAtEnd();

  // What kernel words ask for.
  [[nodiscard]] Nanoseconds Now() override { return tables_->time.Now(); }
  [[nodiscard]] const arbiter::VmControlBlock* Find(VmId vm) const
      [[clang::lifetimebound]] override;
  [[nodiscard]] std::optional<VmId> Next(std::optional<VmId> after) const override;
  [[nodiscard]] Result<kernel_words::VmIdentity> IdentityOf(VmId vm) const override;
  void Wake(VmId vm) override;
  [[nodiscard]] bool IsMemoryShort() const override { return false; }
  [[nodiscard]] Places PlacesFor(VmId /*parent*/) const override {
    return {.taken = HasOther() ? 2U : 1U, .limit = 2};
  }
  [[nodiscard]] Result<VmId> Spawn(VmId parent, std::span<const char> program) override;
  [[nodiscard]] Result<void> Start(VmId vm) override;
  [[nodiscard]] Result<void> Kill(VmId by, VmId vm) override;
  [[nodiscard]] kernel_words::BodyFigures BodyOf(VmId /*vm*/) const override { return {}; }
  [[nodiscard]] Nanoseconds TimeOf(VmId /*vm*/) const override { return Nanoseconds(0); }
  [[nodiscard]] Result<void> Block(VmId vm) override;
  [[nodiscard]] Result<void> Resume(VmId vm) override;
  [[nodiscard]] Result<void> Supervise(VmId vm, VmId supervisor) override;
  void TidyUp() override {}
  void RelieveMemory() override {}

 private:
  static constexpr std::size_t kNodes = 24;
  static constexpr std::size_t kMessages = 6;
  static constexpr std::size_t kChunks = 4;
  static constexpr std::size_t kVms = 2;

  struct Tables;

  /// One VM instance as the kernel sees it.
  struct Place {
    Place(Tables& tables, VmKeeper& keeper, VmId vm);

    VmId id;
    kernel_words::VmIdentity identity;
    arbiter::VmControlBlock block;
    kernel_words::VmDoor door;
  };

  struct Tables {
    explicit Tables(VmKeeper& keeper);

    std::array<capabilities::CapabilityNode, kNodes> nodes{};
    capabilities::CapabilityTable capabilities{nodes};
    capabilities::AuditLog audit;
    hal::VirtualTime time;
    std::array<ipc::Endpoint, kVms> endpoints{};
    std::array<ipc::MessageNode, kMessages> messages{};
    std::array<ipc::MessageChunk, kChunks> chunks{};
    ipc::MessageExchange exchange{{.endpoints = endpoints, .messages = messages, .chunks = chunks}};
    hal::ModelDevices bus;
    devices::DeviceAccess devices{bus, capabilities, exchange};
    kernel_words::LoneVm settings;  ///< Of the first; those of the other one are not to be set.
    Place first;
    std::optional<Place> other;
  };

  /// The one that the program has made; panics if there is none.
  [[nodiscard]] Place& Other() const [[clang::lifetimebound]];
  /// Takes what a VM instance has out of the tables.
  void Erase(const kernel_words::VmIdentity& identity);
  void BuryOther();

  SpawnedProgram program_;  ///< What the other one runs.
  std::unique_ptr<Tables> tables_;
  std::uint32_t spawned_ = 0;
  bool first_is_woken_ = false;
  bool other_runs_ = false;  ///< It is within a window.
  bool other_waits_ = false;
};

}  // namespace starkernel::forthvm::fuzz
