#include "tests/plain_c/plain_c.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

// SAFETY: none but what the benchmarks that call this keep to: it is what they compare with.

struct PlainVector {
  _Alignas(64) uint64_t items[kPlainCapacity];
  size_t size;
};

static PlainVector vectors[2];

PlainVector* PlainVectorInstance(size_t which) { return &vectors[which]; }

static inline int Push(PlainVector* vector, uint64_t item) {
  if (vector->size == kPlainCapacity) {
    return -1;
  }
  vector->items[vector->size++] = item;
  return 0;
}

int PlainVectorFill(PlainVector* vector, size_t count) {
  vector->size = 0;
  for (size_t number = 0; number < count; ++number) {
    if (Push(vector, (number * 5 + 1) % kPlainCapacity) != 0) {
      return -1;
    }
  }
  return 0;
}

uint64_t PlainVectorIterate(const PlainVector* vector) {
  uint64_t sum = 0;
  for (const uint64_t* item = vector->items; item != vector->items + vector->size; ++item) {
    sum += *item;
  }
  return sum;
}

uint64_t PlainVectorIndex(const PlainVector* vector) {
  uint64_t sum = 0;
  for (size_t index = 0; index < vector->size; ++index) {
    sum += vector->items[index];
  }
  return sum;
}

uint64_t PlainVectorFollow(const PlainVector* vector) {
  uint64_t place = 0;
  for (size_t step = 0; step < vector->size; ++step) {
    place = vector->items[place];
  }
  return place;
}

uint64_t PlainVectorGather(const PlainVector* vector, const PlainVector* indexes) {
  uint64_t sum = 0;
  for (size_t index = 0; index < indexes->size; ++index) {
    sum += vector->items[indexes->items[index]];
  }
  return sum;
}

uint64_t PlainVectorGatherChecked(const PlainVector* vector, const PlainVector* indexes) {
  uint64_t sum = 0;
  for (size_t index = 0; index < indexes->size; ++index) {
    const uint64_t place = indexes->items[index];
    if (place >= vector->size) {
      __builtin_trap();
    }
    sum += vector->items[place];
  }
  return sum;
}

enum { kRingCapacity = 256 };

typedef struct {
  uint64_t words[8];
} Record;

typedef struct {
  _Alignas(64) atomic_size_t count;
  size_t other;
} End;

struct PlainRing {
  End pushed;
  End popped;
  _Alignas(64) Record places[kRingCapacity];
};

PlainRing* PlainRingInstance(void) {
  static PlainRing ring;
  return &ring;
}

static inline int RingPush(PlainRing* ring, const Record* record) {
  const size_t count = atomic_load_explicit(&ring->pushed.count, memory_order_relaxed);
  if (count - ring->pushed.other >= kRingCapacity) {
    ring->pushed.other = atomic_load_explicit(&ring->popped.count, memory_order_acquire);
    if (count - ring->pushed.other >= kRingCapacity) {
      return -1;
    }
  }
  ring->places[count % kRingCapacity] = *record;
  atomic_store_explicit(&ring->pushed.count, count + 1, memory_order_release);
  return 0;
}

static inline int RingPop(PlainRing* ring, Record* record) {
  const size_t count = atomic_load_explicit(&ring->popped.count, memory_order_relaxed);
  if (count == ring->popped.other) {
    ring->popped.other = atomic_load_explicit(&ring->pushed.count, memory_order_acquire);
    if (count == ring->popped.other) {
      return -1;
    }
  }
  *record = ring->places[count % kRingCapacity];
  atomic_store_explicit(&ring->popped.count, count + 1, memory_order_release);
  return 0;
}

uint64_t PlainRingPass(PlainRing* ring, size_t rounds, size_t burst) {
  uint64_t sum = 0;
  for (size_t round = 0; round < rounds; ++round) {
    for (size_t number = 0; number < burst; ++number) {
      const Record record = {{round, number, 2, 3, 4, 5, 6, sum}};
      if (RingPush(ring, &record) != 0) {
        return 0;
      }
    }
    Record record;
    while (RingPop(ring, &record) == 0) {
      sum += record.words[0] + record.words[7];
    }
  }
  return sum;
}

// Kept apart, so that the error code really travels.
__attribute__((noinline)) static int Half(uint64_t number, uint64_t* half) {
  if (number % 2 != 0) {
    return 1;
  }
  *half = number / 2;
  return 0;
}

__attribute__((noinline)) static int HalfPlusOne(uint64_t number, uint64_t* value) {
  uint64_t half;
  const int error = Half(number, &half);
  if (error != 0) {
    return error;
  }
  *value = half + 1;
  return 0;
}

int PlainSum(size_t count, uint64_t start, uint64_t* sum) {
  uint64_t total = 0;
  for (size_t number = 0; number < count; ++number) {
    uint64_t value;
    const int error = HalfPlusOne(start + 2 * number, &value);
    if (error != 0) {
      return error;
    }
    total += value;
  }
  *sum = total;
  return 0;
}

size_t PlainCountErrors(size_t count, uint64_t start) {
  size_t errors = 0;
  for (size_t number = 0; number < count; ++number) {
    uint64_t value;
    if (HalfPlusOne(start + 2 * number, &value) != 0) {
      ++errors;
    }
  }
  return errors;
}
