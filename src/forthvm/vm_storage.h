#pragma once

#include <array>
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
#include "src/forthvm/open_file.h"
#include "src/forthvm/substitution.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Everything a VM instance lives in. The owner keeps it alive, unmoved and untouched as
/// long as the VM instance.
struct VmStorage {
  /// The only part that guest code can address. What lies between its first page and data space
  /// (layout::kDataSpace) is there; other pages may come when touched, if at all.
  std::span<std::byte> envelope;
  std::span<Instruction> code;
  std::span<WordHeader> words;
  std::span<char> names;
  std::span<std::uint32_t> buckets;  ///< A power of two of them.
  std::span<Cell> data_stack;
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
};

/// Capacities that serve an interactive VM instance well.
namespace capacity {
inline constexpr std::size_t kCode = std::size_t{64} * 1024;
inline constexpr std::size_t kWords = 8192;
inline constexpr std::size_t kNames = std::size_t{128} * 1024;
inline constexpr std::size_t kBuckets = 4096;
inline constexpr std::size_t kDataStack = 1024;
inline constexpr std::size_t kReturnStack = 1024;
inline constexpr std::size_t kFrames = 1024;
inline constexpr std::size_t kLoops = 1024;
inline constexpr std::size_t kControlItems = 256;
inline constexpr std::size_t kSources = layout::kMaximumSources;
inline constexpr std::size_t kExceptions = 64;
inline constexpr std::size_t kFiles = 32;
inline constexpr std::size_t kIncludedNames = 4096;
inline constexpr std::size_t kHeapBlocks = 4096;
inline constexpr std::size_t kSubstitutions = 64;
}  // namespace capacity

/// The recommended capacities as one object of about 1 MiB, for owners that hold it whole.
/// Its initial value is all zeros, so that a static one takes no room in an image.
struct VmArrays {
  std::array<Instruction, capacity::kCode> code;
  std::array<WordHeader, capacity::kWords> words;
  std::array<char, capacity::kNames> names{};
  std::array<std::uint32_t, capacity::kBuckets> buckets{};
  std::array<Cell, capacity::kDataStack> data_stack{};
  std::array<Cell, capacity::kReturnStack> return_stack{};
  std::array<Frame, capacity::kFrames> frames;
  std::array<LoopParameters, capacity::kLoops> loops;
  std::array<ControlItem, capacity::kControlItems> control_items;
  std::array<InputSource, capacity::kSources> sources;
  std::array<ExceptionFrame, capacity::kExceptions> exceptions;
  std::array<OpenFile, capacity::kFiles> files;
  std::array<char, capacity::kIncludedNames> included_names{};
  std::array<HeapBlock, capacity::kHeapBlocks> heap_blocks;
  std::array<Substitution, capacity::kSubstitutions> substitutions;
};

/// Storage made of `arrays` and an envelope; both must outlive the VM instance.
[[nodiscard]] constexpr VmStorage StorageIn(VmArrays& arrays [[clang::lifetimebound]],
                                            std::span<std::byte> envelope) {
  return {.envelope = envelope,
          .code = arrays.code,
          .words = arrays.words,
          .names = arrays.names,
          .buckets = arrays.buckets,
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
          .substitutions = arrays.substitutions};
}

}  // namespace starkernel::forthvm
