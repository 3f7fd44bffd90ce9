#include "src/hal/model_devices.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/device_bus.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kRaised = 2;  // lets the level line be read, and raises it
constexpr unsigned kByteBits = 8;
constexpr std::size_t kLevel = ModelDevices::kLevelLine - ModelDevices::kEdgeLine;

bool IsLine(std::uint8_t line) {
  return line == ModelDevices::kEdgeLine || line == ModelDevices::kLevelLine;
}

}  // namespace

bool ModelDevices::KeepsPage(PhysAddr page) const {
  // As if the kernel had a device in the page behind.
  return page == kRegisters + kPageSize;
}

std::uint64_t ModelDevices::Read(std::uint64_t offset, AccessWidth width,
                                 std::uint64_t command) const {
  std::uint64_t value = 0;
  for (std::uint64_t byte = 0; byte < SizeOf(width); ++byte) {
    const std::uint64_t place = offset + byte;
    std::uint64_t bits = 0;
    if (place == command) {
      bits = raised_ ? kRaised : 0;
    } else if (place < command) {
      bits = kept_.at(place);
    }
    value |= bits << (kByteBits * byte);
  }
  return value;
}

void ModelDevices::Write(std::uint64_t offset, AccessWidth width, std::uint64_t value,
                         std::uint64_t command) {
  for (std::uint64_t byte = 0; byte < SizeOf(width); ++byte) {
    const std::uint64_t place = offset + byte;
    const std::uint64_t bits = value >> (kByteBits * byte) & 0xFFU;
    if (place == command) {
      Command(bits);
    } else if (place < command) {
      kept_.at(place) = static_cast<std::uint8_t>(bits);
    }
  }
}

void ModelDevices::Command(std::uint64_t value) {
  if (value == 1) {
    Signal(kEdgeLine);
  } else if (value == kRaised) {
    raised_ = true;
    Signal(kLevelLine);
  } else if (value == 3) {
    raised_ = false;
  }
}

void ModelDevices::Signal(std::uint8_t line) {
  Line& signalled = lines_.at(line - kEdgeLine);
  if (signalled.state.open() && !signalled.state.masked()) {
    ++signalled.came;
    static_cast<void>(signalled.state.Count());
  }
}

std::uint64_t ModelDevices::ReadMemory(PhysAddr address, AccessWidth width) {
  return AlignDown(address, kPageSize) == kRegisters
             ? Read((address - kRegisters).value(), width, kCommand)
             : LargestOf(width);
}

void ModelDevices::WriteMemory(PhysAddr address, AccessWidth width, std::uint64_t value) {
  if (AlignDown(address, kPageSize) == kRegisters) {
    Write((address - kRegisters).value(), width, value, kCommand);
  }
}

std::uint64_t ModelDevices::ReadPort(std::uint16_t port, AccessWidth width) {
  return port >= kPorts && port <= kCommandPort
             ? Read(std::uint64_t{port} - kPorts, width, kCommandPort - kPorts)
             : LargestOf(width);
}

void ModelDevices::WritePort(std::uint16_t port, AccessWidth width, std::uint64_t value) {
  if (port >= kPorts && port <= kCommandPort) {
    Write(std::uint64_t{port} - kPorts, width, value, kCommandPort - kPorts);
  }
}

Result<void> ModelDevices::OpenLine(std::uint8_t line) {
  if (!IsLine(line)) {
    return line == kKeptLine ? Error::kAlreadyExists : Error::kNotFound;
  }
  lines_.at(line - kEdgeLine).state.Open(line == kLevelLine);
  if (line == kLevelLine && raised_) {
    Signal(line);
  }
  return {};
}

void ModelDevices::CloseLine(std::uint8_t line) {
  if (IsLine(line)) {
    lines_.at(line - kEdgeLine) = {};
  }
}

void ModelDevices::AcknowledgeLine(std::uint8_t line) {
  if (IsLine(line) && lines_.at(line - kEdgeLine).state.Acknowledge() && line == kLevelLine &&
      raised_) {
    Signal(line);
  }
}

std::optional<LineInterrupts> ModelDevices::TakeInterrupts() {
  for (std::size_t index = 0; index <= kLevel; ++index) {
    Line& line = lines_.at(index);
    if (line.came > 0) {
      return LineInterrupts{.line = static_cast<std::uint8_t>(kEdgeLine + index),
                            .count = std::exchange(line.came, 0)};
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::hal
