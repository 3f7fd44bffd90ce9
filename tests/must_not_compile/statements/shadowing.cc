namespace starkernel {

[[nodiscard]] inline int Outer(int count) {
  for (int index = 0; index < 3; ++index) {
    count += index;
  }
  return count;
}

[[nodiscard]] inline int Shadowed(int count) {
  for (int index = 0; index < 3; ++index) {
    // expected-error@+1 {{declaration shadows a local variable}}
    const int count = index;
    static_cast<void>(count);
  }
  return count;
}

}  // namespace starkernel
