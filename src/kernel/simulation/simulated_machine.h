#pragma once

#include <cstdint>
#include <span>

#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"
#include "src/hal/mmu.h"
#include "src/hal/model_devices.h"
#include "src/hal/physical_memory.h"
#include "src/hal/timer.h"
#include "src/hal/virtual_time.h"
#include "src/kernel/simulation/scripted_console.h"
#include "src/storage/file_store.h"

namespace starkernel::kernel::simulation {

/// The hosted machine with nothing of the world outside: a scripted console, no files, and a clock
/// that only goes on when it is looked at.
class SimulatedMachine final : public hal::Machine {
 public:
  explicit SimulatedMachine(hal::HostedMachine& hosted [[clang::lifetimebound]])
      : hosted_(hosted) {}

  [[nodiscard]] ScriptedConsole& script() [[clang::lifetimebound]] { return console_; }

  [[nodiscard]] hal::Console& console() [[clang::lifetimebound]] override { return console_; }
  [[nodiscard]] TextWriter::Sink& log() [[clang::lifetimebound]] override { return console_; }
  [[nodiscard]] hal::PhysicalMemory& memory() [[clang::lifetimebound]] override {
    return hosted_.memory();
  }
  [[nodiscard]] hal::Mmu& mmu() [[clang::lifetimebound]] override { return hosted_.mmu(); }
  [[nodiscard]] storage::FileStore* files() [[clang::lifetimebound]] override { return nullptr; }
  [[nodiscard]] hal::InterruptSwitch& interrupts() [[clang::lifetimebound]] override {
    return hosted_.interrupts();
  }
  [[nodiscard]] std::span<const hal::KernelMapping> KernelMappings() const
      [[clang::lifetimebound]] override {
    return hosted_.KernelMappings();
  }
  void DescribeProcessor(TextWriter& /*writer*/) override {}
  void DescribeFirmware(TextWriter& /*writer*/) override {}
  void DescribeProcessors(TextWriter& /*writer*/) override {}
  void DescribeInterrupts(TextWriter& /*writer*/) override {}
  void DescribeTime(TextWriter& /*writer*/) override {}
  [[nodiscard]] hal::ModelDevices& devices() [[clang::lifetimebound]] override {
    return hosted_.devices();
  }
  [[nodiscard]] hal::Clock& clock() [[clang::lifetimebound]] override { return time_; }
  [[nodiscard]] hal::Timer& timer() [[clang::lifetimebound]] override { return hosted_.timer(); }
  [[nodiscard]] Result<hal::Date> ReadDate() override { return time_.ReadDate(); }
  [[nodiscard]] std::uint64_t CycleCount() override { return 0; }
  void Idle(Nanoseconds /*longest*/) override {}
  [[nodiscard]] bool CanReportStatus() const override { return true; }
  void Drill(hal::CrashDrill /*drill*/) override {}
  [[noreturn]] void Stop(hal::StopReason /*reason*/) override {
    Panic("the simulated machine is stopped");
  }

 private:
  hal::HostedMachine& hosted_;
  ScriptedConsole console_;
  hal::VirtualTime time_;
};

}  // namespace starkernel::kernel::simulation
