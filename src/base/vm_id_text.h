#pragma once

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// Writes a VM instance's id for people: `VM[place]`, or `VM[place.use]` where others had the place
/// before.
inline TextWriter& WriteVmId(TextWriter& writer [[clang::lifetimebound]], VmId vm) {
  Format(writer, "VM[{}", PlaceOf(vm));
  if (GenerationOf(vm) != 0) {
    Format(writer, ".{}", GenerationOf(vm));
  }
  return writer.Text("]");
}

}  // namespace starkernel
