#include "src/hal/x86_64/apic/device_lines.h"

#include <cstdint>

#include "src/base/result.h"
#include "src/hal/x86_64/apic/io_apic.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t BitOf(std::uint8_t line) { return std::uint64_t{1} << line; }

}  // namespace

void DeviceLines::Redirect(const Line& line, bool masked) {
  Redirection redirection = line.input.redirection;
  redirection.masked = masked;
  Discard(line.input.apic->Redirect(line.input.number, redirection),
          "the input was there when the line was opened");
}

Result<void> DeviceLines::Open(std::uint8_t line, const Input& input) {
  Redirection masked = input.redirection;
  masked.masked = true;
  TRY(input.apic->Redirect(input.number, masked));
  Line& opened = lines_.at(line);
  opened.input = input;
  opened.state.Open(input.redirection.level);
  open_ |= BitOf(line);
  Redirect(opened, false);
  return {};
}

void DeviceLines::Close(std::uint8_t line) {
  Line& closed = lines_.at(line);
  if (closed.state.open()) {
    Redirect(closed, true);
    closed.state.Close();
    open_ &= ~BitOf(line);
  }
}

void DeviceLines::Acknowledge(std::uint8_t line) {
  Line& seen = lines_.at(line);
  if (seen.state.open() && seen.state.Acknowledge()) {
    Redirect(seen, false);
  }
}

void DeviceLines::Interrupted(std::uint8_t line) {
  Line& interrupted = lines_.at(line);
  if (interrupted.state.open() && !interrupted.state.masked() && interrupted.state.Count()) {
    Redirect(interrupted, true);
  }
}

}  // namespace starkernel::hal
