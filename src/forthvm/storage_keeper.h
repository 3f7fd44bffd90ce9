#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

class NativeEngine;
struct VmStorage;

/// The parts of a VM instance's storage that grow with what its program does.
enum class StoragePart : std::uint8_t {
  kCode,
  kWords,  ///< With the slots by which words are found.
  kNames,
  kDataStack,
  kReturnStack,
  kFrames,
  kLoops,
  kControlItems,
  kSources,
  kExceptions,
  kFiles,
  kIncludedNames,
  kHeapBlocks,
  kSubstitutions,
  kLocalNames,
  kOuterDefinitions,
  kPhysics,  ///< One, or none.
  kHeats,    ///< One for each place of a word.
};

/// Gives a VM instance the storage that it needs, and takes back what it no longer does: so that
/// each has what its program uses, and pays for it.
class StorageKeeper {
 public:
  StorageKeeper() = default;
  StorageKeeper(const StorageKeeper&) = delete;
  StorageKeeper& operator=(const StorageKeeper&) = delete;

  /// Has a part with `count` elements, the first of them as they were, in `storage`, which is the
  /// VM instance's. Words get new, empty slots: a power of two, more than `count`. With nothing
  /// changed Error::kOutOfMemory if the machine has no memory for it, Error::kCapacity if the VM
  /// instance may have no more.
  [[nodiscard]] virtual Result<void> Resize(StoragePart part, std::size_t count,
                                            VmStorage& storage) = 0;

  /// What executes the VM instance's definitions as machine code, without any yet; all that can
  /// have some come from the word `first_id` and the place `first` on. Null if it may have none, or
  /// there is no memory for it. There is none before.
  virtual NativeEngine* MakeNative(WordId /*first_id*/, HeaderIndex /*first*/)
      [[clang::lifetimebound]] {
    return nullptr;
  }
  /// Takes that away.
  virtual void DropNative() {}

 protected:
  ~StorageKeeper() = default;
};

}  // namespace starkernel::forthvm
