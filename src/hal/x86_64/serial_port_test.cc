#include "src/hal/x86_64/serial_port.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>

#include "src/hal/console.h"
#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal {
namespace {

// A 16550 with just as much behaviour as the serial port relies on.
class FakeUart final : public PortSpace {
 public:
  std::uint8_t Read8(std::uint16_t port) override {
    ++reads;
    if (absent) {
      return 0xFF;
    }
    if (port == kCom1 + 5) {
      const unsigned lost = std::exchange(overrun, false) ? 2U : 0U;
      return static_cast<std::uint8_t>((stuck ? 0U : 0x60U) | (input.empty() ? 0U : 1U) | lost);
    }
    if (port == kCom1 && !input.empty()) {
      const std::uint8_t byte = input.front();
      input.pop_front();
      return byte;
    }
    return 0;
  }

  void Write8(std::uint16_t port, std::uint8_t value) override {
    const bool divisor_access = (registers[kCom1 + 3] & 0x80U) != 0;
    if (port == kCom1 && !divisor_access) {
      output += static_cast<char>(value);
      ReceiveOne();
    } else if (port <= kCom1 + 1 && divisor_access) {
      divisor[port - kCom1] = value;
    } else {
      registers[port] = value;
    }
  }

  // A byte comes in with each that goes out; one for which the FIFO has no place is lost.
  void ReceiveOne() {
    if (coming.empty()) {
      return;
    }
    if (input.size() < 16) {
      input.push_back(coming.front());
    } else {
      overrun = true;
    }
    coming.pop_front();
  }

  bool absent = false;
  bool stuck = false;
  bool overrun = false;  // until the line status is read
  int reads = 0;
  std::string output;
  std::deque<std::uint8_t> input;   // in the FIFO
  std::deque<std::uint8_t> coming;  // still on the line
  std::map<int, std::uint8_t> registers;
  std::map<int, std::uint8_t> divisor;
};

TEST(SerialPort, SetsUp115200Baud8N1WithoutInterrupts) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  EXPECT_TRUE(serial.present());
  EXPECT_EQ(uart.divisor[0], 1);
  EXPECT_EQ(uart.divisor[1], 0);
  EXPECT_EQ(uart.registers[kCom1 + 3], 3);
  EXPECT_EQ(uart.registers[kCom1 + 2], 7);
  EXPECT_EQ(uart.registers[kCom1 + 1], 0);
}

TEST(SerialPort, AddsACarriageReturnToALineEnd) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  serial.Write("ok\nmore\n");
  EXPECT_EQ(uart.output, "ok\r\nmore\r\n");
}

TEST(SerialPort, ReadsWhatHasArrivedInOrder) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
  uart.input = {'A', 0xFF};
  const ConsoleInput first = serial.TryRead();
  EXPECT_EQ(first.state, ConsoleInput::State::kByte);
  EXPECT_EQ(first.byte, 'A');
  EXPECT_EQ(serial.TryRead().byte, 0xFF);
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
}

TEST(SerialPort, TakesAllThatWasReceivedAtOnce) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  for (int byte = 0; byte < 600; ++byte) {
    uart.input.push_back(static_cast<std::uint8_t>(byte));
  }
  serial.Receive();
  EXPECT_EQ(uart.input.size(), 600U - 512U) << "what there is no room for stays in the port";
  serial.Receive();
  EXPECT_EQ(uart.input.size(), 600U - 512U);
  for (int byte = 0; byte < 600; ++byte) {
    const ConsoleInput input = serial.TryRead();
    ASSERT_EQ(input.state, ConsoleInput::State::kByte) << byte;
    ASSERT_EQ(input.byte, static_cast<std::uint8_t>(byte));
  }
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
}

TEST(SerialPort, WhatArrivesDuringOutputIsKeptInOrder) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.input = {0, 1};
  for (int byte = 2; byte < 100; ++byte) {
    uart.coming.push_back(static_cast<std::uint8_t>(byte));
  }
  const std::string text(98, 'x');
  serial.Write(text);
  EXPECT_EQ(uart.output, text);
  for (int byte = 0; byte < 100; ++byte) {
    const ConsoleInput input = serial.TryRead();
    ASSERT_EQ(input.state, ConsoleInput::State::kByte) << byte;
    ASSERT_EQ(input.byte, byte);
  }
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
  EXPECT_EQ(serial.overruns(), 0U);
}

TEST(SerialPort, OutputLeavesInThePortWhatThereIsNoRoomFor) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.coming.assign(512 + 16, 'i');
  const std::string text(600, 'x');
  serial.Write(text);
  EXPECT_EQ(uart.output, text);
  EXPECT_EQ(uart.input.size(), 16U);
  for (int count = 0; count < 512 + 16; ++count) {
    ASSERT_EQ(serial.TryRead().state, ConsoleInput::State::kByte) << count;
  }
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
  EXPECT_EQ(serial.overruns(), 0U);
}

TEST(SerialPort, CountsOverrunsWhateverTheStatusWasReadFor) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  EXPECT_EQ(serial.overruns(), 0U);
  uart.overrun = true;
  serial.Write("x");
  EXPECT_EQ(serial.overruns(), 1U);
  uart.overrun = true;
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
  EXPECT_EQ(serial.overruns(), 2U);
  uart.absent = true;
  serial.Write("x");
  EXPECT_EQ(serial.overruns(), 2U) << "nobody there has lost nothing";
}

TEST(SerialPort, AMissingPortSwallowsEverythingAtOnce) {
  FakeUart uart;
  uart.absent = true;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  EXPECT_FALSE(serial.present());
  serial.Write("nobody hears this");
  serial.Drain();
  EXPECT_EQ(serial.TryRead().state, ConsoleInput::State::kEmpty);
  EXPECT_EQ(uart.output, "");
  EXPECT_EQ(uart.reads, 1);
}

TEST(SerialPort, APortThatVanishesIsNoticed) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.absent = true;
  serial.Write("lost");
  EXPECT_FALSE(serial.present());
}

TEST(SerialPort, AStuckTransmitterIsWaitedForOnlyOnce) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.stuck = true;
  uart.reads = 0;
  serial.Write("x");
  EXPECT_EQ(uart.reads, static_cast<int>(SerialPort::kMostPolls));
  serial.Write("yz\n");
  serial.Drain();
  EXPECT_EQ(uart.reads, static_cast<int>(SerialPort::kMostPolls) + 5);
  EXPECT_EQ(uart.output, "");
}

TEST(SerialPort, AStuckTransmitterLosesNoInput) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.stuck = true;
  serial.Write("x");
  uart.input = {'A'};
  EXPECT_TRUE(serial.present());
  EXPECT_EQ(serial.TryRead().byte, 'A');
}

TEST(SerialPort, ATransmitterThatComesBackIsUsedAgain) {
  FakeUart uart;
  SerialPort serial(uart, kCom1);
  serial.Initialize();
  uart.stuck = true;
  serial.Write("lost");
  uart.stuck = false;
  serial.Write("ok");
  EXPECT_EQ(uart.output, "ok");
  uart.stuck = true;
  uart.reads = 0;
  serial.Write("x");
  EXPECT_EQ(uart.reads, static_cast<int>(SerialPort::kMostPolls));
}

}  // namespace
}  // namespace starkernel::hal
