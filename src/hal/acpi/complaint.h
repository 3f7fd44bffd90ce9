#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/error.h"
#include "src/base/text_writer.h"

namespace starkernel::acpi {

/// What a value should have been.
enum class Expected : std::uint8_t { kAtLeast, kAtMost, kExactly };

/// Something that a table says and that cannot be so.
struct Complaint {
  std::string_view table;
  std::string_view field;
  std::uint64_t value = 0;
  Expected expected = Expected::kExactly;
  std::uint64_t limit = 0;
};

/// Writes one line, `ACPI MADT: entry length is 0x1, at least 0x2 expected`. Always
/// Error::kCorrupt, to be returned.
Error Complain(TextWriter& writer, const Complaint& complaint);

}  // namespace starkernel::acpi
