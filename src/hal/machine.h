#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/calendar.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/hal/physical_memory.h"
#include "src/hal/timer.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {

/// Why the machine is stopped. The value is the exit status that `//:starkernel_hosted` and
/// `//tools:qemu_boot` end with.
enum class StopReason : std::uint8_t {
  kBye = 0,     ///< BYE, or the end of the console's input.
  kFailed = 1,  ///< A file given at boot ended in an uncaught Forth error, or POST failed.
  kPanic = 3,   ///< An invariant of the kernel was broken.
};

/// For Machine::Idle: as long as nothing happens.
inline constexpr Nanoseconds kIdleWithoutEnd{std::numeric_limits<std::uint64_t>::max()};

/// What the kernel can be made to do on purpose: errors, to see the report they give, and trials.
enum class CrashDrill : std::uint8_t {
  kNone,
  kPanic,          ///< A failed Require.
  kPageFault,      ///< A read of the unmapped null page.
  kDivide,         ///< Vector 0.
  kInvalidOpcode,  ///< Vector 6.
  kStackOverflow,  ///< Runs into the guard page below the kernel stack.
  // In the report itself; the hosted kernel's reports do not know how.
  kFaultStorm,     ///< A page fault, and more of them while it is reported.
  kEndlessFaults,  ///< A page fault, and another whenever a line of its report ends.
  // What checks that are compiled into the bare-metal kernel find; the hosted one has none.
  kSignedOverflow,  ///< Arithmetic without a result.
  kWrongCall,       ///< A call through a pointer to a function of another type.
  kStackSmash,      ///< A write beyond a buffer on the stack.
  // No errors, but long trials of the machine; those of the hosted one come to nothing.
  kReset,             ///< Starts the machine anew.
  kTimerAccuracy,     ///< Compares clock and timer with another clock, for ten seconds.
  kTimerInterrupts,   ///< Takes a million interrupts and counts them.
  kInterruptTrouble,  ///< Interrupts that are spurious, in error, and too many.
  kEnvelopes,         ///< The kernel's own, on both machines: see vmm/envelope_trial.h.
};

/// The machine the kernel runs on: bare metal or a Linux executable. Owned by the entry point,
/// outlives the kernel.
class Machine : public Calendar {
 public:
  /// The console of VM[0].
  [[nodiscard]] virtual Console& console() [[clang::lifetimebound]] = 0;

  /// Where the kernel's own lines go: boot stages, faults, panics. The serial console on bare
  /// metal, standard error on the hosted machine.
  [[nodiscard]] virtual TextWriter::Sink& log() [[clang::lifetimebound]] = 0;

  [[nodiscard]] virtual PhysicalMemory& memory() [[clang::lifetimebound]] = 0;
  [[nodiscard]] virtual Mmu& mmu() [[clang::lifetimebound]] = 0;

  /// The files that the machine keeps: the working directory of the hosted machine, none (null) on
  /// bare metal.
  [[nodiscard]] virtual storage::FileStore* files() [[clang::lifetimebound]] = 0;

  /// Whether the processor that runs this takes interrupts. The kernel is entered with them off,
  /// and lets them in only while it idles and where DeviceBus says.
  [[nodiscard]] virtual InterruptSwitch& interrupts() [[clang::lifetimebound]] = 0;

  /// Everything that the kernel's page tables have to map before Mmu::Activate: the kernel
  /// image by section, its stacks without their guard pages, device pages that the machine
  /// itself uses, and the window through which memory() reaches RAM. Whatever is not listed
  /// stays unmapped. memory() works before and after Activate and its views stay valid. Empty
  /// where the machine needs no tables of ours.
  [[nodiscard]] virtual std::span<const KernelMapping> KernelMappings() const
      [[clang::lifetimebound]] = 0;

  /// One line about the processor for the boot log, without a line end.
  virtual void DescribeProcessor(TextWriter& writer) = 0;

  /// Parts of lines for the boot log, without line ends: what firmware says of the machine, which
  /// processors there are, what controls interrupts, what the time is told by and how wrong that
  /// may be.
  virtual void DescribeFirmware(TextWriter& writer) = 0;
  virtual void DescribeProcessors(TextWriter& writer) = 0;
  virtual void DescribeInterrupts(TextWriter& writer) = 0;
  virtual void DescribeTime(TextWriter& writer) = 0;

  /// The devices that VM instances may drive.
  [[nodiscard]] virtual DeviceBus& devices() [[clang::lifetimebound]] = 0;

  [[nodiscard]] virtual Clock& clock() [[clang::lifetimebound]] = 0;
  [[nodiscard]] virtual Timer& timer() [[clang::lifetimebound]] = 0;

  /// The processor's cycle counter: an uncalibrated, monotonic tick count.
  [[nodiscard]] virtual std::uint64_t CycleCount() = 0;

  /// Waits, using no processor time, until there may be new console input, another interrupt has
  /// come or `longest` has passed. Nothing ticks meanwhile, except what a device needs that has to
  /// be polled; may return early all the same.
  virtual void Idle(Nanoseconds longest) SK_EXCLUDES(kInterruptContext) = 0;

  /// Whether Stop can hand its reason to somebody (a shell, an emulator). If not, the kernel
  /// prefers the prompt to a silent stop after an uncaught error.
  [[nodiscard]] virtual bool CanReportStatus() const = 0;

  /// Causes a kernel error of the given kind, or runs a trial, which returns and has written what
  /// it found to the log; so does kNone.
  virtual void Drill(CrashDrill drill) = 0;

  /// Ends the kernel: powers off, or exits with the reason's value.
  [[noreturn]] virtual void Stop(StopReason reason) = 0;

 protected:
  ~Machine() = default;
};

}  // namespace starkernel::hal
