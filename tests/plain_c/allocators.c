#include "tests/plain_c/allocators.h"

#include <stdlib.h>
#include <string.h>

#ifdef WITH_MIMALLOC
#include <mimalloc.h>
#else
// Never called.
#define mi_malloc malloc
#define mi_zalloc malloc
#define mi_free free
#endif

// SAFETY: none but what the benchmarks that call this keep to: it is what they compare with.

enum { kBlocks = 1000 };

// One function for each allocator and each loop, so that no loop contains a decision.
#define LOOPS(name, allocate, release)                                        \
  static void Pairs##name(size_t size, size_t count) {                        \
    for (; count > 0; --count) {                                              \
      void* block = allocate;                                                 \
      __asm__ volatile("" : "+r"(block) : : "memory");                        \
      release(block);                                                         \
    }                                                                         \
  }                                                                           \
  static void Batch##name(size_t size, size_t count) {                        \
    static void* blocks[kOrders];                                             \
    for (size_t index = 0; index < count; ++index) {                          \
      void* block = allocate;                                                 \
      __asm__ volatile("" : "+r"(block) : : "memory");                        \
      blocks[index] = block;                                                  \
    }                                                                         \
    for (size_t index = 0; index < count; ++index) {                          \
      release(blocks[index]);                                                 \
    }                                                                         \
  }                                                                           \
  static void Churn##name(const uint32_t* orders, size_t count) {             \
    static void* blocks[kBlocks];                                             \
    for (size_t index = 0; index < count; ++index) {                          \
      const size_t which = orders[index] & 0xFFFF;                            \
      const size_t size = orders[index] >> 16;                                \
      release(blocks[which]);                                                 \
      void* block = allocate;                                                 \
      __asm__ volatile("" : "+r"(block) : : "memory");                        \
      blocks[which] = block;                                                  \
    }                                                                         \
  }

LOOPS(Malloc, malloc(size), free)
LOOPS(MallocAndClear, memset(malloc(size), 0, size), free)
LOOPS(Calloc, calloc(1, size), free)
LOOPS(MiMalloc, mi_malloc(size), mi_free)
LOOPS(MiMallocAndClear, memset(mi_malloc(size), 0, size), mi_free)
LOOPS(MiZalloc, mi_zalloc(size), mi_free)

#define CHOOSE(loop, ...)                                              \
  switch (allocator) {                                                 \
    case kGlibcMalloc: loop##Malloc(__VA_ARGS__); break;               \
    case kGlibcMallocAndClear: loop##MallocAndClear(__VA_ARGS__); break; \
    case kGlibcCalloc: loop##Calloc(__VA_ARGS__); break;               \
    case kMimallocMalloc: loop##MiMalloc(__VA_ARGS__); break;          \
    case kMimallocMallocAndClear: loop##MiMallocAndClear(__VA_ARGS__); break; \
    case kMimallocZalloc: loop##MiZalloc(__VA_ARGS__); break;          \
  }

int AllocatorIsThere(Allocator allocator) {
#ifdef WITH_MIMALLOC
  (void)allocator;
  return 1;
#else
  return allocator < kMimallocMalloc;
#endif
}

void AllocatorPairs(Allocator allocator, size_t size, size_t count) { CHOOSE(Pairs, size, count) }

void AllocatorBatch(Allocator allocator, size_t size, size_t count) { CHOOSE(Batch, size, count) }

void AllocatorChurn(Allocator allocator, const uint32_t* orders, size_t count) {
  CHOOSE(Churn, orders, count)
}
