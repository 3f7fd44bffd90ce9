#include "src/boot/boot_failure.h"

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/boot/identity.h"

namespace starkernel::boot {

void WriteBootFailure(TextWriter& writer, const BootFailure& failure) {
  Format(writer, "{} cannot start: {}: {}\n", kKernelName, failure.what, ErrorName(failure.error));
}

}  // namespace starkernel::boot
