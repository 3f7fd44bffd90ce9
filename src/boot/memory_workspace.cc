#include "src/boot/memory_workspace.h"

namespace starkernel::boot {
namespace {

constinit MemoryWorkspace workspace;

}  // namespace

MemoryWorkspace& BootMemoryWorkspace() { return workspace; }

}  // namespace starkernel::boot
