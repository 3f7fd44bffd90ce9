#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/text_writer.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm {

struct VmState;

/// At most so many words are shown as the hottest.
inline constexpr std::uint32_t kMostShownHot = 32;

/// Reports on the physics of a VM instance, which must be on; in lines.

/// The hottest words, at most `count`: heat, a bar and name.
void WriteHottest(const VmState& vm, std::uint32_t count, TextWriter& writer);

/// Whether the word in a place of the dictionary is warm; place < vm.storage.heats.size().
[[nodiscard]] bool IsWarmWord(const VmState& vm, std::size_t place);

/// The places of the hottest words, the hottest first, as many as there is room for.
[[nodiscard]] std::span<const std::size_t> HottestWords(const VmState& vm,
                                                        std::span<std::size_t> places
                                                        [[clang::lifetimebound]]);

/// The heat of a warm word, whether it is frozen, and its name.
void WriteWarmWord(const VmState& vm, std::size_t place, TextWriter& writer);

/// What was seen after the word of that id, the most frequent first, with bars.
void WriteSuccessors(const VmState& vm, std::uint32_t id, TextWriter& writer);

/// One word's heat, temperature and latency, and whether it is frozen.
void WriteHeat(const physics::WordHeat& record, TextWriter& writer);

/// The window of truth: how much was seen, how much of it counts, its newest words, and which of
/// the newest 256 came most often.
void WriteWindow(const VmState& vm, TextWriter& writer);

/// The most frequent transitions from one word to another.
void WriteTransitions(const VmState& vm, TextWriter& writer);

/// Whether names are looked up by way of hot words, and how often that was of use.
void WriteCache(const VmState& vm, TextWriter& writer);
/// The last ticks as CSV, with the names of the columns.
void WriteTicks(const VmState& vm, TextWriter& writer);

}  // namespace starkernel::forthvm
