#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"
#include "src/hal/mmu.h"
#include "src/hal/model_devices.h"
#include "src/hal/physical_memory.h"
#include "src/hal/timer.h"
#include "src/storage/file_store.h"

namespace starkernel::arbiter {

/// A timer that expires when the test says so.
class FakeTimer final : public hal::Timer {
 public:
  void StartOnce(Nanoseconds delay) override { started.push_back(delay); }
  void StartPeriodic(Nanoseconds /*period*/) override { Panic("the arbiter wants a period"); }
  void Stop() override { ++stops; }
  [[nodiscard]] Nanoseconds Longest() const override { return longest; }
  [[nodiscard]] std::uint64_t TakeExpirations() override { return std::exchange(expirations, 0); }

  std::vector<Nanoseconds> started;  ///< The delay, each time.
  int stops = 0;
  std::uint64_t expirations = 0;
  Nanoseconds longest{1'000'000'000};
};

/// A machine of which only clock, timer, devices and Idle may be used; anything else is a test
/// failure. Its time stands still.
class FakeMachine final : public hal::Machine, private hal::Clock {
 public:
  /// How long it was to idle at most, each time.
  std::vector<Nanoseconds> idled;
  Nanoseconds time{0};
  FakeTimer fake_timer;
  hal::ModelDevices model_devices;

  void Idle(Nanoseconds longest) override { idled.push_back(longest); }

  [[nodiscard]] hal::Console& console() [[clang::lifetimebound]] override { Unexpected(); }
  [[nodiscard]] TextWriter::Sink& log() [[clang::lifetimebound]] override { Unexpected(); }
  [[nodiscard]] hal::PhysicalMemory& memory() [[clang::lifetimebound]] override { Unexpected(); }
  [[nodiscard]] hal::Mmu& mmu() [[clang::lifetimebound]] override { Unexpected(); }
  [[nodiscard]] storage::FileStore* files() [[clang::lifetimebound]] override { Unexpected(); }
  [[nodiscard]] hal::InterruptSwitch& interrupts() [[clang::lifetimebound]] override {
    return interrupts_;
  }
  [[nodiscard]] std::span<const hal::KernelMapping> KernelMappings() const
      [[clang::lifetimebound]] override {
    Unexpected();
  }
  void DescribeProcessor(TextWriter& /*writer*/) override { Unexpected(); }
  void DescribeFirmware(TextWriter& /*writer*/) override { Unexpected(); }
  void DescribeProcessors(TextWriter& /*writer*/) override { Unexpected(); }
  void DescribeInterrupts(TextWriter& /*writer*/) override { Unexpected(); }
  void DescribeTime(TextWriter& /*writer*/) override { Unexpected(); }
  [[nodiscard]] hal::DeviceBus& devices() [[clang::lifetimebound]] override {
    return model_devices;
  }
  [[nodiscard]] hal::Clock& clock() [[clang::lifetimebound]] override { return *this; }
  [[nodiscard]] hal::Timer& timer() [[clang::lifetimebound]] override { return fake_timer; }
  [[nodiscard]] Result<hal::Date> ReadDate() override { Unexpected(); }
  [[nodiscard]] std::uint64_t CycleCount() override { Unexpected(); }
  [[nodiscard]] bool CanReportStatus() const override { Unexpected(); }
  void Drill(hal::CrashDrill /*drill*/) override { Unexpected(); }
  [[noreturn]] void Stop(hal::StopReason /*reason*/) override { Unexpected(); }

 private:
  class NoInterrupts final : public hal::InterruptSwitch {
   public:
    [[nodiscard]] bool TurnOff() override { return false; }
    void TurnOn() override { Panic("the arbiter turns interrupts on"); }
    [[nodiscard]] bool IsOn() const override { return false; }
  };

  [[noreturn]] static void Unexpected() { Panic("the arbiter used a part of the machine"); }

  [[nodiscard]] Nanoseconds Now() override { return time; }

  NoInterrupts interrupts_;
};

}  // namespace starkernel::arbiter
