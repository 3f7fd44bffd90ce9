namespace starkernel {

[[nodiscard]] inline int Third(int value) { return value / 3; }

[[nodiscard]] inline int ThirdOf(int value) {
  // expected-error@+1 {{implicit conversion turns floating-point number into integer}}
  return value / 3.0;
}

}  // namespace starkernel
