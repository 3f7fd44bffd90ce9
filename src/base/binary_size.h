#pragma once

#include "src/base/quantities.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// For Format: a size in KiB, from 1 MiB on in MiB, without its fraction:
/// `Format(writer, "{} free", BinarySize{size})` writes "511 MiB free".
struct BinarySize {
  ByteCount size;
};

inline void FormatValue(TextWriter& writer, BinarySize value) {
  if (value.size >= MiB(1)) {
    writer.Decimal(value.size / MiB(1)).Text(" MiB");
  } else {
    writer.Decimal(value.size / KiB(1)).Text(" KiB");
  }
}

}  // namespace starkernel
