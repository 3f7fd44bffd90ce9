#include "src/hal/hosted/hosted_machine.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/date.h"
#include "src/hal/hosted/crash_drill.h"
#include "src/hal/hosted/hosted_clock.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/output_buffer.h"
#include "src/hal/hosted/processor.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/terminal.h"
#include "src/hal/hosted/working_directory.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"

namespace starkernel::hal {

HostedMachine::HostedMachine(HostedMemory& memory, SoftwareMmu& mmu, WorkingDirectory& files)
    : memory_(memory),
      mmu_(mmu),
      files_(files),
      window_{KernelMapping{SoftwareMmu::kWindowBase, PhysAddr{0}, PagesFor(memory.size()),
                            Protection::kReadWrite, Caching::kWriteBack}},
      output_(STDOUT_FILENO),
      log_(STDERR_FILENO),
      console_(STDIN_FILENO, output_) {
  OutputBuffer::Pair(output_, log_);
}

void HostedMachine::DescribeProcessor(TextWriter& writer) {
  WriteProcessorBrand(writer);
  writer.Text(", hosted on Linux");
}

std::uint64_t HostedMachine::CycleCount() { return ReadTimeStampCounter(); }

void HostedMachine::DescribeFirmware(TextWriter& writer) { writer.Text("none, hosted"); }

void HostedMachine::DescribeProcessors(TextWriter& writer) { writer.Text("1 (hosted)"); }

void HostedMachine::DescribeInterrupts(TextWriter& writer) { writer.Text("simulated"); }

void HostedMachine::DescribeTime(TextWriter& writer) {
  writer.Text("CLOCK_MONOTONIC of the host");
  if (const Result<Date> date = ReadDate(); date.ok()) {
    Format(writer, ", {}", date.value());
  }
}

Result<Date> HostedMachine::ReadDate() { return HostDate(); }

void HostedMachine::Idle(Nanoseconds longest) {
  log_.Flush();
  console_.Wait(devices_.HasInterrupts() ? Nanoseconds(0) : std::min(longest, timer_.TimeLeft()));
}

void HostedMachine::Drill(CrashDrill drill) { RunCrashDrill(drill); }

void HostedMachine::Stop(StopReason reason) {
  // At most one of the two holds anything: they are partners.
  output_.Flush();
  log_.Flush();
  RestoreTerminal();
  _exit(static_cast<int>(reason));
}

}  // namespace starkernel::hal
