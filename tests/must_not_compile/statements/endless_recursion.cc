namespace starkernel {

[[nodiscard]] inline unsigned Sum(unsigned last) {
  unsigned sum = 0;
  for (unsigned number = 1; number <= last; ++number) {
    sum += number;
  }
  return sum;
}

// expected-error@+1 {{all paths through this function will call itself}}
[[nodiscard]] inline unsigned EndlessSum(unsigned last) { return last + EndlessSum(last - 1); }

}  // namespace starkernel
