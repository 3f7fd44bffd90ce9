#include <string_view>

#include "src/base/error.h"
#include "src/base/text_writer.h"
#include "src/boot/firmware_unsafe.h"
#include "src/boot/hand_off.h"
#include "src/boot/identity.h"
#include "src/boot/prepare.h"
#include "src/boot/start_kernel.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"

namespace starkernel::boot {
namespace {

constinit HandOff hand_off;

class FirmwareConsole final : public TextWriter::Sink {
 public:
  explicit FirmwareConsole(const Firmware& firmware) : firmware_(firmware) {}
  void Write(std::string_view text) override { firmware_.Print(text); }

 private:
  const Firmware& firmware_;
};

}  // namespace

/// The image's entry point (UEFI specification 2.10, 4.1). Returns to firmware only if the
/// kernel cannot be started, after saying why on firmware's console.
extern "C" [[gnu::ms_abi]] uefi::Status efi_main(uefi::Handle image, uefi::SystemTable* table);

extern "C" [[gnu::ms_abi]] uefi::Status efi_main(uefi::Handle image, uefi::SystemTable* table) {
  Firmware firmware(image, *table);
  SetRuntimeServices(*table->runtime);
  if (const auto failure = PrepareHandOff(firmware, hand_off)) {
    FirmwareConsole console(firmware);
    TextWriter writer(console);
    writer.Text(kKernelName).Text(" cannot start: ").Text(failure->what).Text(": ");
    writer.Text(ErrorName(failure->error)).Line();
    return uefi::kUnsupported;
  }
  StartKernel(hand_off);
}

}  // namespace starkernel::boot
