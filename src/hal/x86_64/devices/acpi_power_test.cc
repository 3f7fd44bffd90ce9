#include "src/hal/x86_64/devices/acpi_power.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "src/hal/acpi/fadt.h"
#include "src/hal/acpi/register_address.h"
#include "src/hal/acpi/soft_off.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {
namespace {

using Writes = std::vector<std::pair<std::uint16_t, unsigned>>;

// Ports that keep what is written, as power management registers do.
class FakePorts final : public WidePortSpace {
 public:
  std::uint8_t Read8(std::uint16_t /*port*/) override { return 0; }
  std::uint32_t Read32(std::uint16_t /*port*/) override { return 0; }
  std::uint16_t Read16(std::uint16_t port) override {
    ++reads;
    return values[port];
  }
  void Write8(std::uint16_t port, std::uint8_t value) override {
    writes.emplace_back(port, value);
    if (port == 0xB2 && answers) {
      values[0x604] = values[0x604] | 1U;
    }
  }
  void Write16(std::uint16_t port, std::uint16_t value) override {
    writes.emplace_back(port, value);
    values[port] = value;
  }

  void Write32(std::uint16_t /*port*/, std::uint32_t /*value*/) override {}

  bool answers = true;
  std::uint64_t reads = 0;
  Writes writes;
  std::map<std::uint16_t, std::uint16_t> values;
};

constexpr acpi::RegisterAddress Port(std::uint64_t number) {
  return {.space = acpi::RegisterSpace::kPort, .address = number};
}

acpi::Fadt Fadt() {
  acpi::Fadt fadt;
  fadt.pm1a_control = Port(0x604);
  fadt.smi_command = Port(0xB2);
  fadt.acpi_enable = 2;
  return fadt;
}

TEST(AcpiPowerTest, TypeFirstThenSleep) {
  FakePorts ports;
  ports.values[0x604] = 0x2C03;  // ACPI mode, another sleep type, asleep
  const AcpiPower power(Fadt(), acpi::SoftOff{.pm1a = 5, .pm1b = 0});
  ASSERT_TRUE(power.CanSwitchOff());
  power.SwitchOff(ports);
  EXPECT_EQ(ports.writes, (Writes{{0x604, 0x1403}, {0x604, 0x3403}}));
}

TEST(AcpiPowerTest, BothRegisters) {
  FakePorts ports;
  ports.values[0x604] = 1;
  acpi::Fadt fadt = Fadt();
  fadt.pm1b_control = Port(0x614);
  AcpiPower(fadt, acpi::SoftOff{.pm1a = 1, .pm1b = 2}).SwitchOff(ports);
  EXPECT_EQ(ports.writes,
            (Writes{{0x604, 0x401}, {0x614, 0x800}, {0x604, 0x2401}, {0x614, 0x2800}}));
}

TEST(AcpiPowerTest, AcpiModeComesFirst) {
  FakePorts ports;
  AcpiPower(Fadt(), acpi::SoftOff{.pm1a = 5, .pm1b = 0}).SwitchOff(ports);
  EXPECT_EQ(ports.writes, (Writes{{0xB2, 2}, {0x604, 0x1401}, {0x604, 0x3401}}));
}

TEST(AcpiPowerTest, FirmwareThatDoesNotAnswerCostsBoundedTime) {
  FakePorts ports;
  ports.answers = false;
  AcpiPower(Fadt(), acpi::SoftOff{.pm1a = 5, .pm1b = 0}).SwitchOff(ports);
  EXPECT_LT(ports.reads, 2'000'000U);
  EXPECT_EQ(ports.writes.back(), (Writes::value_type{0x604, 0x3400}));
}

TEST(AcpiPowerTest, NothingHappensWithoutAWay) {
  FakePorts ports;
  const AcpiPower none;
  EXPECT_FALSE(none.CanSwitchOff());
  EXPECT_FALSE(none.CanReset());
  none.SwitchOff(ports);
  none.Reset(ports);
  EXPECT_FALSE(AcpiPower(Fadt(), std::nullopt).CanSwitchOff());
  acpi::Fadt fadt = Fadt();
  fadt.pm1a_control = acpi::RegisterAddress{.space = acpi::RegisterSpace::kMemory, .address = 4096};
  EXPECT_FALSE(AcpiPower(fadt, acpi::SoftOff{}).CanSwitchOff());
  fadt.pm1a_control.reset();
  EXPECT_FALSE(AcpiPower(fadt, acpi::SoftOff{}).CanSwitchOff());
  EXPECT_TRUE(ports.writes.empty());
}

TEST(AcpiPowerTest, ResetWritesTheValue) {
  FakePorts ports;
  acpi::Fadt fadt;
  fadt.reset = acpi::ResetRegister{.place = Port(0xCF9), .value = 0x0F};
  const AcpiPower power(fadt, std::nullopt);
  ASSERT_TRUE(power.CanReset());
  power.Reset(ports);
  EXPECT_EQ(ports.writes, (Writes{{0xCF9, 0x0F}}));
}

}  // namespace
}  // namespace starkernel::hal
