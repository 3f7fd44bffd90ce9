#include <emmintrin.h>

namespace starkernel {

void Add(int& left, int right);
void Add(__m128i& left, const __m128i& right);

void Add(int& left, int right) { left += right; }

void Add(__m128i& left, const __m128i& right) {
  // expected-error@+1 {{'_mm_add_epi32' requires target feature 'sse2'}}
  left = _mm_add_epi32(left, right);
}

}  // namespace starkernel
