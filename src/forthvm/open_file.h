#pragma once

#include <cstdint>

#include "src/base/fixed_string.h"
#include "src/base/quantities.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::forthvm {

/// A file that a VM instance has open, or a place for one.
struct OpenFile {
  bool is_open = false;
  storage::FileAccess access = storage::FileAccess::kRead;
  std::uint32_t generation = 0;  ///< How many files this place has had before.
  storage::FileHandle handle{};
  ByteCount position{};                           ///< Where the next byte is read or written.
  FixedString<storage::kLongestFileName> name{};  ///< As it was opened, for messages.
};

}  // namespace starkernel::forthvm
