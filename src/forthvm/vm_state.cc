#include "src/forthvm/vm_state.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/guest_heap.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/opcode_names.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm {
namespace {

ThrowCode ThrownFor(MemoryRefusal why) {
  switch (why) {
    case MemoryRefusal::kNoFrame:
    case MemoryRefusal::kLimit: break;
    case MemoryRefusal::kReadOnly: return ThrowCode::kReadOnly;
    case MemoryRefusal::kNoWindow: return ThrowCode::kInvalidAddress;
  }
  return ThrowCode::kOutOfMemory;
}

}  // namespace

VmState::VmState(const VmStorage& in, Host& vm_host, std::span<const std::string_view> startup,
                 const Dictionary& words)
    : storage(in),
      data(in.items()),
      returns(in.return_stack),
      loops(in.loops),
      frames(in.frames),
      exceptions(in.exceptions),
      memory(in.envelope),
      here(layout::kDataSpace),
      heap(in.heap_blocks, memory.end() - in.windows),
      substitutions(in.substitutions),
      code(in.code),
      dictionary(words),
      outer_definitions(in.outer_definitions),
      local_names(in.local_names),
      control(in.control_items),
      host(&vm_host),
      output(vm_host),
      sources(in.sources.first(std::min(in.sources.size(), layout::kMaximumSources))),
      files(vm_host.files(), in.files),
      included(in.included_names),
      startup_files(startup),
      hold(layout::kPictured + layout::kPicturedSize) {}

Status VmState::Throw(Instruction instruction, ThrowCode thrown) {
  return Throw(thrown, NameOf(instruction));
}

Status VmState::Throw(ThrowCode thrown, std::string_view detail) {
  fault.code = static_cast<Cell>(thrown);
  fault.detail.Clear();
  fault.detail.Write(detail);
  return Status::kThrow;
}

Status VmState::ThrowAddress(Instruction instruction, GuestAddr address, ByteCount length) {
  Throw(ThrowCode::kInvalidAddress, {});
  TextWriter text(fault.detail);
  Format(text, "{}", address);
  if (length > kCellSize) {
    Format(text, " ({} bytes)", length);
  }
  Format(text, " in {}, valid are {} to {}", NameOf(instruction), kFirstValidAddress,
         memory.end() - ByteCount{1});
  return Status::kThrow;
}

Status VmState::Readable(Instruction instruction, GuestAddr address, ByteCount length) {
  if (!memory.Contains(address, length)) {
    return ThrowAddress(instruction, address, length);
  }
  const std::optional<GuestAddr> refused = memory.RefusedToRead(address, length);
  return refused.has_value() ? ThrowRefused(instruction, *refused) : Status::kNext;
}

Status VmState::Writable(Instruction instruction, GuestAddr address, ByteCount length) {
  if (!memory.Contains(address, length)) {
    return ThrowAddress(instruction, address, length);
  }
  const std::optional<GuestAddr> refused = memory.RefusedToWrite(address, length);
  return refused.has_value() ? ThrowRefused(instruction, *refused) : Status::kNext;
}

Status VmState::ThrowRefused(Instruction instruction, GuestAddr address) {
  return ThrowRefused(NameOf(instruction), address);
}

Status VmState::ThrowRefused(std::string_view where, GuestAddr address) {
  const MemoryRefusal why = host->WhyRefused();
  Throw(ThrownFor(why), {});
  TextWriter text(fault.detail);
  switch (why) {
    case MemoryRefusal::kNoFrame: text.Text("the machine has none left for "); break;
    case MemoryRefusal::kLimit: text.Text("the envelope may hold no more pages, "); break;
    case MemoryRefusal::kReadOnly: break;
    case MemoryRefusal::kNoWindow: text.Text("nothing is mapped there, "); break;
  }
  Format(text, "address {} in {}", address, where);
  return Status::kThrow;
}

Status VmState::ThrowFull(ThrowCode thrown, std::string_view what, std::uint64_t limit) {
  Throw(thrown, what);
  TextWriter(fault.detail).Text(", the limit is ").Decimal(limit);
  return Status::kThrow;
}

Status VmState::ThrowRange(ThrowCode thrown, std::string_view what, Cell value, Cell lowest,
                           Cell highest) {
  Throw(thrown, what);
  TextWriter text(fault.detail);
  Format(text, " {}, valid are {} to {}", value, lowest, highest);
  return Status::kThrow;
}

Status VmState::ThrowInterrupt() {
  if (KernelDoor* const door = host->kernel(); door != nullptr) {
    door->GiveUp();
  }
  const std::string_view name = has_pending ? NameOf(pending) : dictionary.Name(current_word);
  return Throw(ThrowCode::kUserInterrupt, name.empty() ? "a word without a name" : name);
}

std::string_view VmState::NameOf(Instruction instruction) const {
  const std::string_view fixed = OpcodeName(instruction);
  if (!fixed.empty()) {
    return fixed;
  }
  const HeaderIndex word(static_cast<std::uint32_t>(instruction.operand));
  const std::string_view name = dictionary.Name(word);
  return name.empty() ? "a word without a name" : name;
}

}  // namespace starkernel::forthvm
