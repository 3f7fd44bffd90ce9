#pragma once

#include <string_view>

#include "src/base/fixed_point.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// Writes `number` in decimal, exactly: as many of at most 16 digits behind the point as are not
/// trailing zeros, and no point behind a whole number. `-0.5`, `3`, `0.0000152587890625`.
void FormatValue(TextWriter& writer, FixedPoint number);

/// The number that `text` is the decimal notation of: an optional minus sign, digits, and
/// optionally a point with 1 to 19 digits behind it. What lies between two numbers is rounded to
/// the nearest, halfway to the even one; what FormatValue wrote is read back exactly.
/// Error::kInvalidArgument for any other text, Error::kOverflow for a number out of range.
[[nodiscard]] Result<FixedPoint> ReadFixedPoint(std::string_view text);

}  // namespace starkernel
