#pragma once

#include "src/base/quantities.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// For Format: a size in the largest of bytes, KiB and MiB that it reaches, without its fraction:
/// `Format(writer, "{} free", BinarySize{size})` writes "511 MiB free".
struct BinarySize {
  ByteCount size;
};

inline void FormatValue(TextWriter& writer, BinarySize value) {
  if (value.size >= MiB(1)) {
    writer.Decimal(value.size / MiB(1)).Text(" MiB");
  } else if (value.size >= KiB(1)) {
    writer.Decimal(value.size / KiB(1)).Text(" KiB");
  } else {
    writer.Decimal(value.size.value()).Text(" bytes");
  }
}

}  // namespace starkernel
