#include "src/boot/boot_failure.h"

#include "src/base/error.h"
#include "src/base/text_writer.h"
#include "src/boot/identity.h"

namespace starkernel::boot {

void WriteBootFailure(TextWriter& writer, const BootFailure& failure) {
  writer.Text(kKernelName).Text(" cannot start: ").Text(failure.what).Text(": ");
  writer.Text(ErrorName(failure.error)).Line();
}

}  // namespace starkernel::boot
