namespace starkernel {

[[nodiscard]] inline const int* Nothing() { return nullptr; }

[[nodiscard]] inline const int* ZeroForNothing() {
  // expected-error@+1 {{zero as null pointer constant}}
  return 0;
}

}  // namespace starkernel
