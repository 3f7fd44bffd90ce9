namespace starkernel {

[[nodiscard]] inline auto Copied(int limit) {
  return [limit](int value) { return value < limit; };
}

[[nodiscard]] inline auto Referred(int limit) {
  // expected-error@+1 {{address of stack memory associated with parameter 'limit' returned}}
  return [&limit](int value) { return value < limit; };
}

}  // namespace starkernel
