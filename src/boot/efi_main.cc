#include "src/base/text_writer.h"
#include "src/boot/boot_failure.h"
#include "src/boot/firmware.h"
#include "src/boot/firmware_console.h"
#include "src/boot/hand_off.h"
#include "src/boot/prepare.h"
#include "src/boot/start_kernel.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_ports_unsafe.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/serial_port.h"

namespace starkernel::boot {
namespace {

constinit HandOff hand_off;
constinit hal::ProcessorPorts processor_ports;

// Between firmware and kernel: neither has a console, and there is nowhere to return to.
[[noreturn]] void HaltWithoutFirmware(const BootFailure& failure) {
  hal::DisableInterrupts();
  hal::SerialPort serial(processor_ports, hal::kCom1);
  serial.Initialize();
  TextWriter writer(serial);
  writer.Line();
  WriteBootFailure(writer, failure);
  serial.Drain();
  hal::HaltForever();
}

}  // namespace

/// The image's entry point (UEFI specification 2.10, 4.1). If the kernel cannot be started it
/// says why: on firmware's console, and returns to firmware; or, once firmware has been asked to
/// end boot services, on the first serial port, and halts.
extern "C" [[gnu::ms_abi]] uefi::Status efi_main(uefi::Handle image, uefi::SystemTable* table);

extern "C" [[gnu::ms_abi]] uefi::Status efi_main(uefi::Handle image, uefi::SystemTable* table) {
  Firmware firmware(image, *table);
  SetRuntimeServices(*table->runtime);
  if (const auto failure = PrepareHandOff(firmware, hand_off)) {
    if (!firmware.usable()) {
      HaltWithoutFirmware(*failure);
    }
    WriteOnFirmwareConsole(firmware, *failure);
    return uefi::kUnsupported;
  }
  hal::RequireInterruptsOff(hal::ProcessorInterrupts());
  StartKernel(hand_off);
}

}  // namespace starkernel::boot
