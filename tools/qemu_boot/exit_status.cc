#include "tools/qemu_boot/exit_status.h"

namespace starkernel::tools {
namespace {

constexpr int DebugExit(int stop_reason) { return ((16 + stop_reason) * 2) + 1; }

}  // namespace

bool CameFromKernel(const ChildEnd& end) {
  return !end.signalled &&
         (end.value == DebugExit(0) || end.value == DebugExit(1) || end.value == DebugExit(3));
}

ExitVerdict JudgeExit(const ChildEnd& end, bool guest_reset) {
  if (end.signalled) {
    return {kStatusMachineFailed, "QEMU ended with " + DescribeEnd(end)};
  }
  switch (end.value) {
    case 0:
      if (guest_reset) {
        return {kStatusMachineFailed, "the machine reset itself (a triple fault?)"};
      }
      return {kStatusBye, ""};
    case DebugExit(0): return {kStatusBye, ""};
    case DebugExit(1): return {kStatusUncaughtError, ""};
    case DebugExit(3): return {kStatusPanic, ""};
    default: return {kStatusMachineFailed, "QEMU ended with " + DescribeEnd(end)};
  }
}

}  // namespace starkernel::tools
