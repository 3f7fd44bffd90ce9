#include "src/hal/x86_64/apic/interrupt_trouble.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/hal/event_log.h"
#include "src/hal/x86_64/apic/vectors.h"

namespace starkernel::hal {
namespace {

// Bits of the error status (Intel SDM volume 3, figure 11-9).
constexpr std::array<std::string_view, 8> kErrors = {
    "a message was sent with a wrong checksum",
    "a message came with a wrong checksum",
    "a message was sent that nobody accepted",
    "a message came that was not accepted",
    "a message of lowest priority was sent, which is not possible here",
    "an interrupt was sent with a vector below 16",
    "an interrupt came with a vector below 16",
    "a register was used that does not exist",
};

void WriteErrorNames(TextWriter& log, std::uint32_t status) {
  bool any = false;
  for (std::size_t bit = 0; bit < kErrors.size(); ++bit) {
    if ((status >> bit & 1U) != 0) {
      log.Text(any ? "; " : "").Text(kErrors.at(bit));
      any = true;
    }
  }
  log.Text(any ? "" : "an error without a name");
}

}  // namespace

void InterruptTrouble::WriteErrors(TextWriter& log) {
  const std::uint32_t status = apic_.TakeErrors();
  seen_errors_ = handling_.errors();
  RecordEvent(EventKind::kDeviceTrouble, kErrorVector, status);
  if (noted_errors_.IsWorthALine(seen_errors_)) {
    log.Text("local APIC: ");
    WriteErrorNames(log, status);
    Format(log, " (error status {:#x}, {} so far)\n", status, seen_errors_);
  }
}

void InterruptTrouble::WriteNew(TextWriter& log) {
  if (handling_.errors() > seen_errors_) {
    WriteErrors(log);
  }
  if (noted_spurious_.IsWorthALine(handling_.spurious())) {
    Format(log, "interrupts: {} spurious so far\n", handling_.spurious());
  }
  if (noted_lost_.IsWorthALine(queue_.lost())) {
    Format(log, "interrupts: {} lost so far, as nobody took the records of those before\n",
           queue_.lost());
  }
}

void InterruptTrouble::WriteAll(TextWriter& writer) const {
  Format(writer, "interrupts: {} spurious, {} lost, {} errors of the local APIC\n",
         handling_.spurious(), queue_.lost(), handling_.errors());
}

}  // namespace starkernel::hal
