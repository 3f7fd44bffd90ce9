namespace starkernel {

[[nodiscard]] inline int Initialised(bool known) {
  int value = 0;
  if (known) {
    value = 7;
  }
  return value;
}

[[nodiscard]] inline int Uninitialised(bool known) {
  int value;
  // expected-error@+1 {{variable 'value' is used uninitialized whenever 'if' condition is false}}
  if (known) {
    value = 7;
  }
  return value;
}

}  // namespace starkernel
