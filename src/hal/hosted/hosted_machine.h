#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/hal/hosted/hosted_clock.h"
#include "src/hal/hosted/hosted_console.h"
#include "src/hal/hosted/hosted_interrupts.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/output_buffer.h"
#include "src/hal/hosted/simulated_timer.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"
#include "src/hal/mmu.h"
#include "src/hal/model_devices.h"
#include "src/hal/physical_memory.h"
#include "src/hal/timer.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {

/// A Linux executable as the kernel's machine: standard input and output are the console,
/// standard error is the log.
class HostedMachine final : public Machine {
 public:
  /// Everything handed in must outlive the machine.
  HostedMachine(HostedMemory& memory [[clang::lifetimebound]],
                SoftwareMmu& mmu [[clang::lifetimebound]],
                WorkingDirectory& files [[clang::lifetimebound]]);
  HostedMachine(const HostedMachine&) = delete;
  HostedMachine& operator=(const HostedMachine&) = delete;
  ~HostedMachine() = default;

  [[nodiscard]] Console& console() [[clang::lifetimebound]] override { return console_; }
  [[nodiscard]] OutputBuffer& log() [[clang::lifetimebound]] override { return log_; }
  [[nodiscard]] PhysicalMemory& memory() [[clang::lifetimebound]] override { return memory_; }
  [[nodiscard]] Mmu& mmu() [[clang::lifetimebound]] override { return mmu_; }
  [[nodiscard]] storage::FileStore* files() [[clang::lifetimebound]] override { return &files_; }
  [[nodiscard]] InterruptSwitch& interrupts() [[clang::lifetimebound]] override {
    return interrupts_;
  }
  [[nodiscard]] std::span<const KernelMapping> KernelMappings() const
      [[clang::lifetimebound]] override {
    return window_;
  }
  void DescribeProcessor(TextWriter& writer) override;
  void DescribeFirmware(TextWriter& writer) override;
  void DescribeProcessors(TextWriter& writer) override;
  void DescribeInterrupts(TextWriter& writer) override;
  void DescribeTime(TextWriter& writer) override;
  [[nodiscard]] ModelDevices& devices() [[clang::lifetimebound]] override { return devices_; }
  [[nodiscard]] Clock& clock() [[clang::lifetimebound]] override { return clock_; }
  [[nodiscard]] Timer& timer() [[clang::lifetimebound]] override { return timer_; }
  [[nodiscard]] Result<Date> ReadDate() override;
  [[nodiscard]] std::uint64_t CycleCount() override;
  void Idle(Nanoseconds longest) override SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] bool CanReportStatus() const override { return true; }
  void Drill(CrashDrill drill) override;
  [[noreturn]] void Stop(StopReason reason) override;

 private:
  HostedMemory& memory_;
  SoftwareMmu& mmu_;
  WorkingDirectory& files_;
  std::array<KernelMapping, 1> window_;
  OutputBuffer output_;
  OutputBuffer log_;
  HostedConsole console_;
  HostedInterrupts interrupts_;
  ModelDevices devices_;
  HostedClock clock_;
  SimulatedTimer timer_{clock_};
};

}  // namespace starkernel::hal
