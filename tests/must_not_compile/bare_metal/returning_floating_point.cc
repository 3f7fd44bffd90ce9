// There are no vector registers to return it in.

namespace starkernel {

[[nodiscard]] int Half(int value);
[[nodiscard]] double ExactHalf(double value);

int Half(int value) { return value / 2; }

// expected-error@+1 {{SSE register return with SSE disabled}}
double ExactHalf(double value) { return value / 2; }

}  // namespace starkernel
