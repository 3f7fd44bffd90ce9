namespace starkernel {

[[nodiscard]] inline bool Same(int left, int right) { return left == right; }

[[nodiscard]] inline bool Assigned(int left, int right) {
  // expected-error@+1 {{using the result of an assignment as a condition without parentheses}}
  if (left = right) {
    return true;
  }
  return false;
}

}  // namespace starkernel
