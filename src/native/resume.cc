#include "src/native/resume.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/execution_records.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"

namespace starkernel::native {

using forthvm::Frame;
using forthvm::VmState;

namespace {

/// How deep the data stack is at a place, if that can be told.
struct Depth {
  bool is_known = false;
  std::int64_t items = 0;
};

/// Where the definition returns, if it is as deep as that at the point.
Depth AtEnd(const Point& point, Depth depth) {
  return {.is_known = depth.is_known && point.entry->has_depth && point.definition->effect_is_known,
          .items = depth.items + point.definition->effect - point.entry->depth};
}

/// Whether the code behind a call finds what it takes for granted: a place that has no needs asks
/// for what it uses.
bool IsEnough(const VmState& vm, const Entry& entry, Depth depth) {
  const bool asks = entry.need == 0 && entry.room == 0;
  return asks || (depth.is_known && HasItems(vm, entry, depth.items));
}

/// Where the frame's call returns to in native code, if that is known.
Point FindReturn(const VmState& vm, const Catalogue& catalogue, const Frame& frame) {
  const Point point = catalogue.FindPoint(
      frame.return_position, frame.caller_word,
      [&vm](std::uint32_t word) { return vm.dictionary.Header(forthvm::HeaderIndex(word)).id; });
  return point.entry != nullptr && point.entry->is_return ? point : Point{};
}

/// Whether what is current lies right above what the caller had parked at the call.
bool IsAlike(const VmState& vm, const Entry& entry, const Frame& frame) {
  return vm.return_base - vm.local_count == frame.return_base + entry.parked.items &&
         vm.loop_base == frame.loop_base + entry.parked.loops &&
         frame.local_count == entry.parked.locals && frame.exception_base == vm.exception_base;
}

}  // namespace

bool HasItems(const VmState& vm, const Entry& entry, std::int64_t depth) {
  const auto capacity = static_cast<std::int64_t>(vm.data.capacity());
  return depth >= entry.need && capacity - depth >= entry.room;
}

bool HasRoom(const VmState& vm, const Definition& definition, std::size_t parked,
             std::size_t loops) {
  return parked + definition.parked_room <= vm.returns.capacity() &&
         loops + definition.loop_room <= vm.loops.capacity();
}

std::size_t Resume(VmState& vm, const Catalogue& catalogue, const Point& from,
                   std::span<std::uint32_t> offsets) {
  Point point = from;
  Depth depth{.is_known = true, .items = static_cast<std::int64_t>(vm.data.depth())};
  std::size_t count = 0;
  while (count < offsets.size() && vm.frames.depth() > 1) {
    const Frame& frame = vm.frames.Top();
    depth = AtEnd(point, depth);
    point = FindReturn(vm, catalogue, frame);
    const bool resumes =
        point.entry != nullptr && IsAlike(vm, *point.entry, frame) &&
        IsEnough(vm, *point.entry, depth) &&
        HasRoom(vm, *point.definition, frame.return_base - frame.local_count, frame.loop_base);
    if (!resumes) {
      break;
    }
    offsets[count] = point.entry->offset;
    ++count;
    vm.SetRegisters(vm.frames.Pop());
  }
  return count;
}

}  // namespace starkernel::native
