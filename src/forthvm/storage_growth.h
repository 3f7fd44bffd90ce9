#pragma once

#include <cstddef>

#include "src/forthvm/storage_keeper.h"

namespace starkernel::forthvm {

/// How a part of a VM instance's storage grows where a StorageKeeper gives it.
struct StorageGrowth {
  std::size_t first = 0;  ///< The elements that it begins with, once it is used.
  std::size_t most = 0;   ///< The elements that it never has more than.
};

/// Small at first: most VM instances wait for messages in a few words of their own. At most what
/// places, positions and the bound on an operation's cost allow.
[[nodiscard]] constexpr StorageGrowth GrowthOf(StoragePart part) {
  switch (part) {
    case StoragePart::kCode: return {.first = 32, .most = std::size_t{1} << 20U};
    case StoragePart::kWords: return {.first = 7, .most = std::size_t{63} * 1024};
    case StoragePart::kNames: return {.first = 64, .most = std::size_t{2} << 20U};
    case StoragePart::kDataStack: return {.first = 17, .most = 1025};  // One is spare.
    case StoragePart::kReturnStack: return {.first = 16, .most = 1024};
    case StoragePart::kFrames:
    case StoragePart::kLoops: return {.first = 8, .most = 1024};
    case StoragePart::kControlItems: return {.first = 16, .most = 256};
    case StoragePart::kSources: return {.first = 2, .most = 16};
    case StoragePart::kExceptions: return {.first = 2, .most = 64};
    case StoragePart::kFiles: return {.first = 1, .most = 32};
    case StoragePart::kIncludedNames: return {.first = 512, .most = std::size_t{16} * 1024};
    case StoragePart::kHeapBlocks: return {.first = 16, .most = 4096};
    case StoragePart::kSubstitutions: return {.first = 4, .most = 64};
    case StoragePart::kLocalNames: return {.first = 8, .most = 64};
    case StoragePart::kOuterDefinitions: return {.first = 2, .most = 8};
    case StoragePart::kPhysics: return {.first = 1, .most = 1};
    case StoragePart::kHeats: return {.first = 64, .most = std::size_t{32} * 1024};
  }
  return {};
}

}  // namespace starkernel::forthvm
