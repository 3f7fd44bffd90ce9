#pragma once

#include <cstdint>

#include "src/base/text_writer.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm {

struct VmState;

/// At most so many words are shown as the hottest.
inline constexpr std::uint32_t kMostShownHot = 32;

/// Reports on the physics of a VM instance, which must be on; in lines.

/// The hottest words, at most `count`: heat, a bar and name.
void WriteHottest(const VmState& vm, std::uint32_t count, TextWriter& writer);

/// One word's heat, temperature and latency, and whether it is frozen.
void WriteHeat(const physics::WordHeat& record, TextWriter& writer);

/// The window of truth: how much was seen, how much of it counts, its newest words.
void WriteWindow(const VmState& vm, TextWriter& writer);

/// The most frequent transitions from one word to another.
void WriteTransitions(const VmState& vm, TextWriter& writer);

/// The last ticks as CSV, with the names of the columns.
void WriteCache(const VmState& vm, TextWriter& writer);
void WriteTicks(const VmState& vm, TextWriter& writer);

}  // namespace starkernel::forthvm
