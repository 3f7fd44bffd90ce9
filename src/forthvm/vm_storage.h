#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/cell.h"
#include "src/forthvm/control_item.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/guest_heap.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/substitution.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm {

/// Cells below the data stack, for what the fast engine has in a register when it is empty.
inline constexpr std::size_t kSpareCells = 1;

/// Everything a VM instance lives in. The owner keeps it alive, unmoved and untouched as
/// long as the VM instance.
struct VmStorage {
  /// The only part that guest code can address. The page after its first (layout::kKept) is there;
  /// other pages may come when touched, if at all.
  std::span<std::byte> envelope;
  ByteCount windows{0};  ///< Its last so many bytes are the kernel's to map: no data space there.
  std::span<Instruction> code;
  std::span<WordHeader> words;
  std::span<char> names;
  std::span<std::uint32_t> name_slots;  ///< A power of two of them, more than words.
  std::span<Cell> data_stack;           ///< The first kSpareCells of it hold no item.
  std::span<Cell> return_stack;
  std::span<Frame> frames;
  std::span<LoopParameters> loops;
  std::span<ControlItem> control_items;
  std::span<InputSource> sources;  ///< At most layout::kMaximumSources are used.
  std::span<ExceptionFrame> exceptions;
  std::span<OpenFile> files;
  std::span<char> included_names;
  std::span<HeapBlock> heap_blocks;
  std::span<Substitution> substitutions;
  std::span<NamedLocal> local_names;
  std::span<OpenDefinition> outer_definitions;  ///< Around a quotation.
  /// What physics works with while it is on; of a VM instance without a keeper there all the time.
  std::span<physics::Physics> physics;
  std::span<physics::WordHeat> heats;
  /// Gives more of each part when it is used up, all of which may then be empty at first; or none,
  /// and there is what there is.
  StorageKeeper* keeper = nullptr;

  /// Where the data stack's items lie.
  [[nodiscard]] std::span<Cell> items() const [[clang::lifetimebound]] {
    return data_stack.subspan(data_stack.empty() ? 0 : kSpareCells);
  }
};

/// How much of each there is room for.
struct Capacities {
  std::size_t code = 0;
  std::size_t words = 0;
  std::size_t names = 0;
  std::size_t stack = 0;  ///< Items of each: data, return, frames, loops.
  std::size_t control_items = 0;
  std::size_t exceptions = 0;
  std::size_t files = 0;
  std::size_t included_names = 0;
  std::size_t heap_blocks = 0;
  std::size_t substitutions = 0;
  std::size_t physics = 0;
  std::size_t heats = 0;
};

namespace capacity {
/// What serves an interactive VM instance well, about 1 MiB.
inline constexpr Capacities kInteractive{.code = std::size_t{64} * 1024,
                                         .words = 8192,
                                         .names = std::size_t{128} * 1024,
                                         .stack = 1024,
                                         .control_items = 256,
                                         .exceptions = 64,
                                         .files = 32,
                                         .included_names = 4096,
                                         .heap_blocks = 4096,
                                         .substitutions = 64,
                                         .physics = 1,
                                         .heats = 2048};

/// What one needs that never runs, so that others can share its words.
inline constexpr Capacities kModel{.code = std::size_t{4} * 1024,
                                   .words = 1023,
                                   .names = std::size_t{12} * 1024,
                                   .stack = 64,
                                   .control_items = 64,
                                   .exceptions = 4,
                                   .files = 1,
                                   .heap_blocks = 1,
                                   .substitutions = 1};
}  // namespace capacity

/// Room for the capacities as one object, for owners that hold it whole. Its initial value is all
/// zeros, so that a static one takes no room in an image.
template <Capacities kRoom>
struct VmArraysOf {
  std::array<Instruction, kRoom.code> code;
  std::array<WordHeader, kRoom.words> words;
  std::array<char, kRoom.names> names{};
  std::array<std::uint32_t, std::bit_ceil(2 * kRoom.words)> name_slots{};
  std::array<Cell, kRoom.stack + kSpareCells> data_stack{};
  std::array<Cell, kRoom.stack> return_stack{};
  std::array<Frame, kRoom.stack> frames;
  std::array<LoopParameters, kRoom.stack> loops;
  std::array<ControlItem, kRoom.control_items> control_items;
  std::array<InputSource, layout::kMaximumSources> sources;
  std::array<ExceptionFrame, kRoom.exceptions> exceptions;
  std::array<OpenFile, kRoom.files> files;
  std::array<char, kRoom.included_names> included_names{};
  std::array<HeapBlock, kRoom.heap_blocks> heap_blocks;
  std::array<Substitution, kRoom.substitutions> substitutions;
  std::array<NamedLocal, kMaximumLocals> local_names{};
  std::array<OpenDefinition, kMaximumNesting> outer_definitions;
  std::array<physics::Physics, kRoom.physics> physics{};
  std::array<physics::WordHeat, kRoom.heats> heats{};
};

using VmArrays = VmArraysOf<capacity::kInteractive>;
using ModelArrays = VmArraysOf<capacity::kModel>;

/// Storage made of `arrays` and an envelope; both must outlive the VM instance.
template <Capacities kRoom>
[[nodiscard]] constexpr VmStorage StorageIn(VmArraysOf<kRoom>& arrays [[clang::lifetimebound]],
                                            std::span<std::byte> envelope) {
  return {.envelope = envelope,
          .code = arrays.code,
          .words = arrays.words,
          .names = arrays.names,
          .name_slots = arrays.name_slots,
          .data_stack = arrays.data_stack,
          .return_stack = arrays.return_stack,
          .frames = arrays.frames,
          .loops = arrays.loops,
          .control_items = arrays.control_items,
          .sources = arrays.sources,
          .exceptions = arrays.exceptions,
          .files = arrays.files,
          .included_names = arrays.included_names,
          .heap_blocks = arrays.heap_blocks,
          .substitutions = arrays.substitutions,
          .local_names = arrays.local_names,
          .outer_definitions = arrays.outer_definitions,
          .physics = arrays.physics,
          .heats = arrays.heats};
}

}  // namespace starkernel::forthvm
