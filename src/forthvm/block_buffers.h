#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"

namespace starkernel::forthvm {

struct VmState;

/// Whether a buffer gets what the block holds.
enum class BlockContents : std::uint8_t { kRead, kAny };

/// Finds or makes a buffer for the block, which is then the current one, in place of the one that
/// has been idle longest; that is written first if it was updated, and if it is interpreted, goes
/// on in the line buffer of its level. kNext with `address` set, kWait,
/// or kThrow: -35 if there is no such block, -33 if it cannot be read, -34 if the other cannot be
/// written, -257 if there is no memory for the buffer.
Status AssignBuffer(VmState& vm, Cell block, BlockContents contents, GuestAddr& address);

/// Marks the current buffer as changed; -35 if there is none.
Status UpdateBuffer(VmState& vm);

/// Writes all buffers that were updated and makes the device keep them: kNext, kWait, or -34.
Status SaveBuffers(VmState& vm);

/// Forgets what is in the buffers.
void EmptyBuffers(VmState& vm);

}  // namespace starkernel::forthvm
