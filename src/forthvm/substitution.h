#pragma once

#include <cstddef>

#include "src/base/addresses.h"

namespace starkernel::forthvm {

/// A name and the text that SUBSTITUTE puts in its place, one behind the other in a block of the
/// heap. Where they lie and how long they are guest code cannot change.
struct Substitution {
  GuestAddr block{};
  ByteCount name_length{};
  ByteCount text_length{};
};

}  // namespace starkernel::forthvm
