#pragma once

#include <cstdint>

namespace starkernel::runtime {

/// Sets the value that every function with a buffer puts between it and its return address, and
/// compares before it returns. Only to be called where nothing returns through a function entered
/// before: such a one would find another value than it left. The lowest byte becomes zero, so
/// that no text can carry the value over.
void SetStackGuard(std::uint64_t value);

}  // namespace starkernel::runtime
