#include "tests/fuzz/coverage.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// SAFETY: the instrumentation of Clang calls these functions, whose names and parameters are its
// own (its page "SanitizerCoverage": inline 8-bit counters, tracing data flow).
extern "C" {
void __sanitizer_cov_8bit_counters_init(std::uint8_t* start, std::uint8_t* stop);
void __sanitizer_cov_trace_cmp1(std::uint8_t left, std::uint8_t right);
void __sanitizer_cov_trace_cmp2(std::uint16_t left, std::uint16_t right);
void __sanitizer_cov_trace_cmp4(std::uint32_t left, std::uint32_t right);
void __sanitizer_cov_trace_cmp8(std::uint64_t left, std::uint64_t right);
void __sanitizer_cov_trace_const_cmp1(std::uint8_t left, std::uint8_t right);
void __sanitizer_cov_trace_const_cmp2(std::uint16_t left, std::uint16_t right);
void __sanitizer_cov_trace_const_cmp4(std::uint32_t left, std::uint32_t right);
void __sanitizer_cov_trace_const_cmp8(std::uint64_t left, std::uint64_t right);
void __sanitizer_cov_trace_switch(std::uint64_t value, std::uint64_t* cases);
}

namespace starkernel::fuzz {
namespace {

constinit std::span<std::uint8_t> counters;
constinit std::array<Comparison, 1024> comparisons{};
constinit bool noting = false;

/// Each comparison in the code has its place, so that a loop does not push out all others. Compiled
/// into what the code calls, whose return address is that place.
[[gnu::always_inline]] inline void Note(const Comparison& comparison) {
  if (noting && comparison.left != comparison.right) {
    // SAFETY: the address only serves as a number that tells one place in the code from another.
    const auto site = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    comparisons[site * 0x9E37'79B9'7F4A'7C15 >> 54U] = comparison;
  }
}

}  // namespace

std::span<std::uint8_t> EdgeCounters() { return counters; }

std::span<const Comparison> Comparisons() { return comparisons; }

void NoteComparisons() {
  comparisons.fill({});
  noting = true;
}
void StopNotingComparisons() { noting = false; }

}  // namespace starkernel::fuzz

namespace fuzz = starkernel::fuzz;

void __sanitizer_cov_8bit_counters_init(std::uint8_t* start, std::uint8_t* stop) {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the compiler promises that its counters lie between the two, for as long as the program
  // runs; a program that is linked statically has one such range.
  fuzz::counters = std::span(start, stop);
#pragma clang unsafe_buffer_usage end
}

void __sanitizer_cov_trace_cmp1(std::uint8_t left, std::uint8_t right) {
  fuzz::Note({left, right, 1, false});
}
void __sanitizer_cov_trace_cmp2(std::uint16_t left, std::uint16_t right) {
  fuzz::Note({left, right, 2, false});
}
void __sanitizer_cov_trace_cmp4(std::uint32_t left, std::uint32_t right) {
  fuzz::Note({left, right, 4, false});
}
void __sanitizer_cov_trace_cmp8(std::uint64_t left, std::uint64_t right) {
  fuzz::Note({left, right, 8, false});
}
void __sanitizer_cov_trace_const_cmp1(std::uint8_t left, std::uint8_t right) {
  fuzz::Note({left, right, 1, true});
}
void __sanitizer_cov_trace_const_cmp2(std::uint16_t left, std::uint16_t right) {
  fuzz::Note({left, right, 2, true});
}
void __sanitizer_cov_trace_const_cmp4(std::uint32_t left, std::uint32_t right) {
  fuzz::Note({left, right, 4, true});
}
void __sanitizer_cov_trace_const_cmp8(std::uint64_t left, std::uint64_t right) {
  fuzz::Note({left, right, 8, true});
}

void __sanitizer_cov_trace_switch(std::uint64_t value, std::uint64_t* cases) {
  if (!fuzz::noting) {
    return;
  }
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the compiler promises the number of cases, the bits of each, and then the cases.
  const std::span<const std::uint64_t> all(cases, 2 + *cases);
#pragma clang unsafe_buffer_usage end
  for (const std::uint64_t one : all.subspan(2)) {
    fuzz::Note({one, value, all[1] / 8, true});
  }
}
