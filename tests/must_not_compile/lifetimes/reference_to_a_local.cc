namespace starkernel {

[[nodiscard]] inline int Value() {
  const int value = 7;
  return value;
}

[[nodiscard]] inline const int& Reference() {
  const int value = 7;
  // expected-error@+1 {{reference to stack memory associated with local variable 'value' returned}}
  return value;
}

}  // namespace starkernel
