// The programs of tests/engines/programs in C, as somebody who writes C would. `engine_twins NAME` prints the
// nanoseconds that one took and its result.
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "tests/plain_c/json_twin.h"

typedef int64_t Cell;

// Keeps the compiler from doing at compile time what is to be measured.
#define OPAQUE(value) __asm__ volatile("" : "+r"(value))
#define CALLED __attribute__((noinline))

static uint8_t flags[8190];
static Cell Primes(void) {
  const Cell size = 8190;
  memset(flags, 1, sizeof flags);
  Cell count = 0;
  for (Cell i = 0; i < size; ++i) {
    if (flags[i] != 0) {
      const Cell step = 2 * i + 3;
      for (Cell place = step + i; place < size; place += step) {
        flags[place] = 0;
      }
      ++count;
    }
  }
  return count;
}
static Cell Sieve(void) {
  Cell count = 0;
  for (Cell round = 0; round < 200; ++round) {
    count = Primes();
    OPAQUE(count);
  }
  return count;
}

static Cell table[1000];
static Cell BubbleSort(void) {
  const Cell items = 1000;
  Cell sum = 0;
  for (Cell round = 0; round < 3; ++round) {
    Cell seed = 74755;
    for (Cell i = 0; i < items; ++i) {
      seed = (seed * 1309 + 13849) & 65535;
      table[i] = seed;
    }
    for (Cell last = items - 1; last >= 1; --last) {
      for (Cell i = 0; i < last; ++i) {
        if (table[i] > table[i + 1]) {
          const Cell greater = table[i];
          table[i] = table[i + 1];
          table[i + 1] = greater;
        }
      }
    }
    sum = 0;
    for (Cell i = 0; i < items; ++i) {
      sum += table[i] * i;
    }
  }
  return sum;
}

enum { kSide = 60 };
static Cell left[kSide][kSide];
static Cell right[kSide][kSide];
static Cell product[kSide][kSide];
static void FillMatrix(Cell* matrix, Cell factor) {
  for (Cell i = 0; i < kSide * kSide; ++i) {
    matrix[i] = factor * i % 120;
  }
}
static Cell MatrixProduct(void) {
  FillMatrix(&left[0][0], 7);
  FillMatrix(&right[0][0], 11);
  Cell sum = 0;
  for (Cell round = 0; round < 10; ++round) {
    OPAQUE(sum);
    for (Cell row = 0; row < kSide; ++row) {
      for (Cell column = 0; column < kSide; ++column) {
        Cell inner = 0;
        for (Cell i = 0; i < kSide; ++i) {
          inner += left[row][i] * right[i][column];
        }
        product[row][column] = inner;
      }
    }
    sum = 0;
    for (Cell row = 0; row < kSide; ++row) {
      for (Cell column = 0; column < kSide; ++column) {
        sum += product[row][column];
      }
    }
  }
  return sum;
}

CALLED static Cell FibOf(Cell n) { return n < 2 ? n : FibOf(n - 1) + FibOf(n - 2); }
static Cell Fib(void) {
  Cell n = 30;
  OPAQUE(n);
  return FibOf(n);
}

CALLED static Cell AckermannOf(Cell m, Cell n) {
  if (m == 0) {
    return n + 1;
  }
  return n == 0 ? AckermannOf(m - 1, 1) : AckermannOf(m - 1, AckermannOf(m, n - 1));
}
static Cell Ackermann(void) {
  Cell result = 0;
  for (Cell round = 0; round < 5; ++round) {
    Cell m = 3;
    OPAQUE(m);
    result = AckermannOf(m, 6);
  }
  return result;
}

CALLED static Cell TakOf(Cell x, Cell y, Cell z) {
  return x > y ? TakOf(TakOf(x - 1, y, z), TakOf(y - 1, z, x), TakOf(z - 1, x, y)) : z;
}
static Cell Tak(void) {
  Cell result = 0;
  for (Cell round = 0; round < 10; ++round) {
    Cell x = 18;
    OPAQUE(x);
    result = TakOf(x, 12, 6);
  }
  return result;
}

static Cell ways;
CALLED static void Place(uint64_t columns, uint64_t left_free, uint64_t right_free) {
  if (columns == 0) {
    ++ways;
    return;
  }
  for (uint64_t places = columns & left_free & right_free; places != 0;) {
    const uint64_t queen = places & -places;
    Place(columns & ~queen, (left_free & ~queen) << 1 | 1, (right_free & ~queen) >> 1);
    places ^= queen;
  }
}
static Cell Queens(void) {
  ways = 0;
  Place(2047, ~UINT64_C(0), ~UINT64_C(0));
  return ways;
}

static Cell Collatz(void) {
  Cell most = 0;
  for (Cell i = 1; i < 20000; ++i) {
    Cell steps = 0;
    for (Cell n = i; n != 1; ++steps) {
      n = (n & 1) != 0 ? 3 * n + 1 : n >> 1;
    }
    most = steps > most ? steps : most;
  }
  return most;
}

static uint8_t text[1024];
static Cell StringHash(void) {
  for (Cell i = 0; i < 1024; ++i) {
    text[i] = (uint8_t)(i * 7 + 13);
  }
  Cell hash = 5381;
  for (Cell round = 0; round < 1000; ++round) {
    for (Cell i = 0; i < 1024; ++i) {
      hash = ((hash * 33) ^ text[i]) & 0xffffffff;
    }
  }
  return hash;
}

CALLED static Cell Increase(Cell n) {
  OPAQUE(n);
  return n + 1;
}
#define TWICE(name, inner) \
  CALLED static Cell name(Cell n) { return inner(inner(n)); }
TWICE(Two, Increase)
TWICE(Four, Two)
TWICE(Eight, Four)
TWICE(Sixteen, Eight)
TWICE(ThirtyTwo, Sixteen)
static Cell Calls(void) {
  Cell n = 0;
  for (Cell round = 0; round < 50000; ++round) {
    n = ThirtyTwo(n);
  }
  return n;
}

static Cell AddOne(Cell n) { return n + 1; }
static Cell Double(Cell n) { return n * 2; }
static Cell Flip(Cell n) { return n ^ 21845; }
static Cell Cut(Cell n) { return n & 65535; }
static Cell Execute(void) {
  Cell (*volatile actions[4])(Cell) = {AddOne, Double, Flip, Cut};
  Cell n = 1;
  for (Cell i = 0; i < 1000000; ++i) {
    n = actions[i & 3](n);
  }
  return n;
}

static jmp_buf caught;
CALLED static void Risky(Cell n) {
  if ((n & 1) != 0) {
    longjmp(caught, 1);
  }
}
CALLED static Cell Attempt(Cell n) {
  if (setjmp(caught) != 0) {
    return 1;
  }
  Risky(n);
  return 0;
}
static Cell CatchThrow(void) {
  Cell sum = 0;
  for (Cell i = 0; i < 200000; ++i) {
    sum += Attempt(i);
  }
  return sum;
}

static const struct Twin {
  const char* name;
  Cell (*run)(void);
} kTwins[] = {
    {"sieve", Sieve},
    {"bubble_sort", BubbleSort},
    {"matrix_product", MatrixProduct},
    {"fib", Fib},
    {"ackermann", Ackermann},
    {"tak", Tak},
    {"queens", Queens},
    {"collatz", Collatz},
    {"string_hash", StringHash},
    {"calls", Calls},
    {"execute", Execute},
    {"catch_throw", CatchThrow},
    {"json", Json},
};

static Cell Now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (Cell)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(int count, char** arguments) {
  for (size_t i = 0; i < sizeof kTwins / sizeof *kTwins; ++i) {
    if (count == 2 && strcmp(arguments[1], kTwins[i].name) == 0) {
      const Cell before = Now();
      const Cell result = kTwins[i].run();
      printf("%lld %lld\n", (long long)(Now() - before), (long long)result);
      return 0;
    }
  }
  fputs("usage: engine_twins NAME, where NAME is that of a program with a twin\n", stderr);
  return 2;
}
