namespace starkernel {

[[nodiscard]] inline int Always(bool known) { return known ? 7 : 0; }

[[nodiscard]] inline int Sometimes(bool known) {
  if (known) {
    return 7;
  }
  // expected-error@+1 {{non-void function does not return a value in all control paths}}
}

}  // namespace starkernel
