#pragma once

namespace starkernel {

inline constexpr int kPrivate = 7;

}  // namespace starkernel
