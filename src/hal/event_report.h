#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/hal/event_log.h"

namespace starkernel::hal {

/// The most lines that WriteLastEvents writes for events.
inline constexpr std::size_t kMostEventLines = 16;

/// What the boot log calls a stage.
[[nodiscard]] std::string_view StageName(BootStage stage);

/// Writes the last events with their age in cycles at the time `now`, oldest first, one a line.
/// Groups of up to four that come again and again, as an idle kernel's do, take a line more than
/// one of them. Events that are half written are left out.
void WriteLastEvents(TextWriter& writer, const EventLog& log, std::uint64_t now);

}  // namespace starkernel::hal
