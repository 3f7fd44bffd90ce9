#pragma once

#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::parity {

/// Compares the packets, lines `PARITY:NAME KEY=VALUE ...`, of what two machines wrote; other lines
/// count for nothing. True if both have the same packets, and there are any. Writes `PARITY:MATCH`,
/// or a line for each packet that one lacks or that differs, with its name and each value of both:
///
///     PARITY:MISMATCH M7.1a: hash is 0x17 and 0x2a
[[nodiscard]] bool ComparePackets(std::string_view one, std::string_view other,
                                  TextWriter::Sink& sink);

}  // namespace starkernel::parity
