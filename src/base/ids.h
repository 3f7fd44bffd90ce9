#pragma once

#include <cstdint>

#include "src/base/strong_number.h"

namespace starkernel {

/// Identifies a VM instance. Never an address and never reused while anybody holds it.
using VmId = StrongNumber<struct VmIdTag, std::uint32_t>;

/// Identifies a word of one VM instance: its creation index, never reused. It is also the
/// word's execution token.
using WordId = StrongNumber<struct WordIdTag, std::uint32_t>;

}  // namespace starkernel
