#include "src/hal/acpi/complaint.h"

#include <string_view>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::acpi {
namespace {

std::string_view Words(Expected expected) {
  switch (expected) {
    case Expected::kAtLeast: return "at least ";
    case Expected::kAtMost: return "at most ";
    case Expected::kExactly: return "";
  }
  return "";
}

}  // namespace

Error Complain(TextWriter& writer, const Complaint& complaint) {
  Format(writer, "ACPI {}: {} is {:#x}, {}{:#x} expected\n", complaint.table, complaint.field,
         complaint.value, Words(complaint.expected), complaint.limit);
  return Error::kCorrupt;
}

}  // namespace starkernel::acpi
