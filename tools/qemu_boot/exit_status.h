#pragma once

#include <cstdint>
#include <string>

#include "tools/hermetic_tool/child_process.h"

namespace starkernel::tools {

/// What qemu_boot itself ends with.
inline constexpr int kStatusBye = 0;
inline constexpr int kStatusUncaughtError = 1;
inline constexpr int kStatusBadUsage = 2;
inline constexpr int kStatusPanic = 3;
inline constexpr int kStatusMachineFailed = 4;
inline constexpr int kStatusTimedOut = 124;

/// Added to a signal's number when that signal ended qemu_boot, as shells do.
inline constexpr int kStatusSignal = 128;

/// A verdict on a machine that ended by itself.
struct ExitVerdict {
  int status = kStatusMachineFailed;
  std::string complaint;  ///< Empty if there is nothing to complain about.
};

/// Maps QEMU's end to ours. The kernel ends QEMU by writing its StopReason, plus 16, to the
/// isa-debug-exit device at port 0xf4, which makes `value * 2 + 1` QEMU's exit status. A
/// power-off ends QEMU with 0, and so does a reset, which only a monitor event tells apart.
[[nodiscard]] ExitVerdict JudgeExit(const ChildEnd& end, bool guest_reset);

/// Whether the end can only have been caused by the kernel, through the debug-exit device.
[[nodiscard]] bool CameFromKernel(const ChildEnd& end);

}  // namespace starkernel::tools
