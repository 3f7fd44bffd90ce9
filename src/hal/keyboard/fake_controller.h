#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <vector>

#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal::keyboard {

/// For tests: an 8042 with a keyboard, with just as much behaviour as the driver relies on.
class FakeController final : public PortSpace {
 public:
  std::uint8_t Read8(std::uint16_t port) override {
    ++reads;
    if (absent) {
      return 0xFF;
    }
    if (port == 0x64) {
      const auto input_full = static_cast<unsigned>(takes_nothing ? 2 : 0);
      const auto mouse = static_cast<unsigned>(from_mouse && !output.empty() ? 0x20 : 0);
      return static_cast<std::uint8_t>(input_full | mouse | (output.empty() ? 0U : 1U));
    }
    if (port != 0x60 || output.empty()) {
      return 0;
    }
    const std::uint8_t byte = output.front();
    output.pop_front();
    return byte;
  }

  void Write8(std::uint16_t port, std::uint8_t value) override {
    if (port == 0x64) {
      commands.push_back(value);
      if (value == 0x20 && !mute) {
        output.push_back(configuration);
      }
    } else if (!commands.empty() && commands.back() == 0x60) {
      configuration = static_cast<std::uint8_t>(can_translate ? value : value & ~0x40U);
      commands.push_back(0);
    } else if (value == 0xF4 && keyboard) {
      for (const std::uint8_t byte : before_acknowledge) {
        output.push_back(byte);
      }
      output.push_back(0xFA);
    }
  }

  void Send(std::initializer_list<std::uint8_t> bytes) {
    output.insert(output.end(), bytes.begin(), bytes.end());
  }

  bool absent = false;
  bool takes_nothing = false;
  bool mute = false;
  bool keyboard = true;
  bool can_translate = true;
  bool from_mouse = false;
  std::uint8_t configuration = 0x13;
  std::vector<std::uint8_t> before_acknowledge;
  std::vector<std::uint8_t> commands;
  std::deque<std::uint8_t> output;
  std::uint64_t reads = 0;
};

}  // namespace starkernel::hal::keyboard
