#pragma once

// The heap's benchmarks with the allocators of others, in plain C.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { kOrders = 1 << 14 };

typedef enum {
  kGlibcMalloc,
  kGlibcMallocAndClear,
  kGlibcCalloc,
  kMimallocMalloc,
  kMimallocMallocAndClear,
  kMimallocZalloc,
} Allocator;

/// Whether this was built with it: mimalloc only with --define=mimalloc=yes.
int AllocatorIsThere(Allocator allocator);

/// `count` times a block taken and given back.
void AllocatorPairs(Allocator allocator, size_t size, size_t count);

/// `count` blocks, at most kOrders, taken, and given back oldest first.
void AllocatorBatch(Allocator allocator, size_t size, size_t count);

/// Blocks are replaced as `orders` says: which of 1000 is its low half, the new size its high one.
void AllocatorChurn(Allocator allocator, const uint32_t* orders, size_t count);

#ifdef __cplusplus
}
#endif
