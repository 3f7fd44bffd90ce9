#pragma once

namespace starkernel {

inline constexpr int kOffered = 7;

}  // namespace starkernel
