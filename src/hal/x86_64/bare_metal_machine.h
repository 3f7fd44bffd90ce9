#pragma once

#include <cstdint>
#include <span>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"
#include "src/hal/mmu.h"
#include "src/hal/physical_memory.h"
#include "src/hal/timer.h"
#include "src/hal/x86_64/kernel_mapping_list.h"
#include "src/hal/x86_64/pc_devices.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/physical_window.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_mmu.h"
#include "src/hal/x86_64/system_console.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {

/// An x86_64 PC after its firmware has let go of it.
class BareMetalMachine final : public Machine {
 public:
  /// What the machine is made of. All of it lives for ever.
  struct Parts {
    SystemConsole& console;
    PcPlatform& platform;
    const PowerControl& power;
    const KernelMappingList& mappings;
  };

  explicit BareMetalMachine(const Parts& parts) : parts_(parts), memory_(parts.mappings.window()) {}

  [[nodiscard]] Console& console() [[clang::lifetimebound]] override { return parts_.console; }
  [[nodiscard]] TextWriter::Sink& log() [[clang::lifetimebound]] override {
    return parts_.console.log();
  }
  [[nodiscard]] PhysicalMemory& memory() [[clang::lifetimebound]] override { return memory_; }
  [[nodiscard]] Mmu& mmu() [[clang::lifetimebound]] override { return mmu_; }
  [[nodiscard]] storage::FileStore* files() [[clang::lifetimebound]] override { return nullptr; }
  [[nodiscard]] InterruptSwitch& interrupts() [[clang::lifetimebound]] override {
    return interrupts_;
  }
  [[nodiscard]] std::span<const KernelMapping> KernelMappings() const
      [[clang::lifetimebound]] override {
    return parts_.mappings.all();
  }
  void DescribeProcessor(TextWriter& writer) override;
  void DescribeFirmware(TextWriter& writer) override;
  void DescribeProcessors(TextWriter& writer) override;
  void DescribeInterrupts(TextWriter& writer) override;
  void DescribeTime(TextWriter& writer) override;
  [[nodiscard]] DeviceBus& devices() [[clang::lifetimebound]] override { return devices_; }
  [[nodiscard]] Clock& clock() [[clang::lifetimebound]] override {
    return parts_.platform.time().clock();
  }
  [[nodiscard]] Timer& timer() [[clang::lifetimebound]] override {
    return parts_.platform.time().timer();
  }
  [[nodiscard]] Result<Date> ReadDate() override { return parts_.platform.time().ReadDate(); }
  [[nodiscard]] std::uint64_t CycleCount() override;
  void Idle(Nanoseconds longest) override SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] bool CanReportStatus() const override;
  void Drill(CrashDrill drill) override;
  [[noreturn]] void Stop(StopReason reason) override;

 private:
  /// How long the processor may rest if nothing else is to wake it.
  [[nodiscard]] Nanoseconds LongestRest();

  /// Does what the interrupts that came ask for, and says what was wrong with them.
  void TakeInterrupts() SK_REQUIRES(kInterruptsOff) SK_EXCLUDES(kInterruptContext);

  Parts parts_;
  PhysicalWindow memory_;
  ProcessorMmu mmu_;
  ProcessorInterrupts interrupts_;
  PcDevices devices_{parts_.platform, parts_.power, interrupts_};
  std::uint64_t seen_interrupts_ = 0;  ///< Those that were counted when the processor rested last.
};

}  // namespace starkernel::hal
