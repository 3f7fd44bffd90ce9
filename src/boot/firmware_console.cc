#include "src/boot/firmware_console.h"

#include <string_view>

#include "src/base/text_writer.h"
#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/boot/firmware.h"

namespace starkernel::boot {
namespace {

class FirmwareConsole final : public TextWriter::Sink {
 public:
  explicit FirmwareConsole(const Firmware& firmware) : firmware_(firmware) {}
  void Write(std::string_view text) override { firmware_.Print(text); }

 private:
  const Firmware& firmware_;
};

}  // namespace

void WriteOnFirmwareConsole(const Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed),
                            const BootFailure& failure) {
  FirmwareConsole console(firmware);
  TextWriter writer(console);
  WriteBootFailure(writer, failure);
}

}  // namespace starkernel::boot
