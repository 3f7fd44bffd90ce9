#pragma once

// What the benchmarks of src/base compare with: the same work in plain C, without a check of
// any index, compiled by the same compiler for the same speed. Each function is one measured round,
// so what it calls is inlined as freely as in the C++ twin.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { kPlainCapacity = 1024 };

/// An array and a size. Functions return 0, or -1 if the vector is full.
typedef struct PlainVector PlainVector;
/// One of two, by `which` 0 or 1.
PlainVector* PlainVectorInstance(size_t which);
int PlainVectorFill(PlainVector* vector, size_t count);
uint64_t PlainVectorIterate(const PlainVector* vector);
uint64_t PlainVectorIndex(const PlainVector* vector);
/// Starts at element 0; each element says which is next.
uint64_t PlainVectorFollow(const PlainVector* vector);
/// The elements in the order that `indexes` says.
uint64_t PlainVectorGather(const PlainVector* vector, const PlainVector* indexes);
/// The same, comparing each index with the size; stops the program where it is not below.
uint64_t PlainVectorGatherChecked(const PlainVector* vector, const PlainVector* indexes);

/// A single-producer single-consumer ring of 256 records of 64 bytes, with C11 atomics.
typedef struct PlainRing PlainRing;
PlainRing* PlainRingInstance(void);
/// `rounds` times: pushes `burst` records and pops them. The sum of what was popped.
uint64_t PlainRingPass(PlainRing* ring, size_t rounds, size_t burst);

/// Three functions deep, each returns an error code and gives its value through a pointer.
int PlainSum(size_t count, uint64_t start, uint64_t* sum);
/// How many of the calls that PlainSum would make fail.
size_t PlainCountErrors(size_t count, uint64_t start);

#ifdef __cplusplus
}
#endif
