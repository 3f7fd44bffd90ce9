#include "src/forthvm/block_buffers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/forthvm/block_buffer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/storage/block_device.h"

namespace starkernel::forthvm {
namespace {

using Bytes = std::span<std::byte, storage::kBlockSize>;

/// How reports name where memory is missing.
constexpr std::string_view kPlace = "a block buffer";

GuestAddr AddressOf(std::size_t buffer) {
  return layout::kBlockBuffers + layout::kBlockSize * buffer;
}

Bytes BytesOf(const VmState& vm [[clang::lifetimebound]], std::size_t buffer) {
  return vm.memory.Bytes(AddressOf(buffer), layout::kBlockSize).first<storage::kBlockSize>();
}

/// What a device's answer means to the word that asked.
Status StatusOf(VmState& vm, storage::BlockOutcome outcome, ThrowCode failure,
                std::uint64_t block) {
  switch (outcome) {
    case storage::BlockOutcome::kDone: return Status::kNext;
    case storage::BlockOutcome::kPending: return Status::kWait;
    case storage::BlockOutcome::kFailed: break;
  }
  vm.Throw(failure, "block ");
  TextWriter(vm.fault.detail).Decimal(block);
  return Status::kThrow;
}

Status Save(VmState& vm, std::size_t index) {
  BlockBuffer& buffer = vm.blocks.buffers[index];
  if (!buffer.is_updated) {
    return Status::kNext;
  }
  if (const auto refused = vm.memory.RefusedToRead(AddressOf(index), layout::kBlockSize)) {
    return vm.ThrowRefused(kPlace, *refused);
  }
  vm.ChargeLength(layout::kBlockSize.value());
  const Status status = StatusOf(vm, vm.host->blocks().Write(buffer.block, BytesOf(vm, index)),
                                 ThrowCode::kBlockWrite, buffer.block);
  buffer.is_updated = status != Status::kNext;
  return status;
}

/// The buffer that holds the block, or the one that has been idle longest.
std::size_t BestBuffer(const BlockBuffers& blocks, std::uint64_t block) {
  std::size_t best = 0;
  for (std::size_t index = 0; index < blocks.buffers.size(); ++index) {
    if (blocks.buffers[index].block == block) {
      return index;
    }
    if (blocks.buffers[index].last_use < blocks.buffers[best].last_use) {
      best = index;
    }
  }
  return best;
}

/// What is interpreted in the buffer goes on in the line buffer of its level.
Status KeepInput(VmState& vm, std::size_t buffer) {
  GuestAddr line = layout::kLineBuffers;
  for (InputSource& source : vm.sources.items()) {
    if (source.kind == SourceKind::kBlock && source.text == AddressOf(buffer)) {
      if (const auto refused = vm.memory.RefusedToWrite(line, layout::kBlockSize)) {
        return vm.ThrowRefused("a line buffer", *refused);
      }
      CopyInto(vm.memory.Bytes(line, layout::kBlockSize), BytesOf(vm, buffer));
      vm.ChargeLength(layout::kBlockSize.value());
      source.text = line;
    }
    line = line + layout::kLineSize;
  }
  return Status::kNext;
}

/// Makes the buffer that of another block.
Status Replace(VmState& vm, std::size_t index, std::uint64_t block, BlockContents contents) {
  if (const Status status = Save(vm, index); status != Status::kNext) {
    return status;
  }
  if (const Status status = KeepInput(vm, index); status != Status::kNext) {
    return status;
  }
  BlockBuffer& buffer = vm.blocks.buffers[index];
  // A block that cannot be read leaves the buffer without one.
  buffer = {};
  if (vm.blocks.current == index) {
    vm.blocks.current = vm.blocks.buffers.size();
  }
  if (contents == BlockContents::kRead) {
    vm.ChargeLength(layout::kBlockSize.value());
    const Status status = StatusOf(vm, vm.host->blocks().Read(block, BytesOf(vm, index)),
                                   ThrowCode::kBlockRead, block);
    if (status != Status::kNext) {
      return status;
    }
  }
  buffer.block = block;
  return Status::kNext;
}

}  // namespace

Status AssignBuffer(VmState& vm, Cell block, BlockContents contents, GuestAddr& address) {
  const std::uint64_t count = vm.host->blocks().count();
  if (block <= 0 || Unsigned(block) >= count) {
    return vm.ThrowRange(ThrowCode::kInvalidBlock, "block", block, 1,
                         Signed(std::max<std::uint64_t>(count, 1)) - 1);
  }
  const std::size_t index = BestBuffer(vm.blocks, Unsigned(block));
  if (const auto refused = vm.memory.RefusedToWrite(AddressOf(index), layout::kBlockSize)) {
    return vm.ThrowRefused(kPlace, *refused);
  }
  if (vm.blocks.buffers[index].block != Unsigned(block)) {
    if (const Status status = Replace(vm, index, Unsigned(block), contents);
        status != Status::kNext) {
      return status;
    }
  }
  ++vm.blocks.uses;
  vm.blocks.buffers[index].last_use = vm.blocks.uses;
  vm.blocks.current = index;
  address = AddressOf(index);
  return Status::kNext;
}

Status UpdateBuffer(VmState& vm) {
  if (vm.blocks.current >= vm.blocks.buffers.size()) {
    return vm.Throw(ThrowCode::kInvalidBlock, "UPDATE without a block");
  }
  vm.blocks.buffers[vm.blocks.current].is_updated = true;
  return Status::kNext;
}

Status SaveBuffers(VmState& vm) {
  for (std::size_t index = 0; index < vm.blocks.buffers.size(); ++index) {
    if (const Status status = Save(vm, index); status != Status::kNext) {
      return status;
    }
  }
  const storage::BlockOutcome outcome = vm.host->blocks().Flush();
  if (outcome == storage::BlockOutcome::kFailed) {
    return vm.Throw(ThrowCode::kBlockWrite, "the device could not be flushed");
  }
  return outcome == storage::BlockOutcome::kPending ? Status::kWait : Status::kNext;
}

void EmptyBuffers(VmState& vm) { vm.blocks = {}; }

}  // namespace starkernel::forthvm
