#pragma once

namespace starkernel {

/// Tells the processor that this is a loop which waits for another processor (PAUSE, Intel SDM
/// volume 2): saves energy and lets a sibling on the same core run.
inline void SpinHint() { __builtin_ia32_pause(); }

}  // namespace starkernel
