#pragma once

namespace starkernel {

// For tests: which operators two types have between them, to prove what does not compile.

template <typename Left, typename Right>
concept Addable = requires(Left left, Right right) { left + right; };

template <typename Left, typename Right>
concept Subtractable = requires(Left left, Right right) { left - right; };

template <typename Left, typename Right>
concept Multipliable = requires(Left left, Right right) { left* right; };

template <typename Left, typename Right>
concept Accumulable = requires(Left left, Right right) { left += right; };

template <typename Left, typename Right>
concept Comparable = requires(Left left, Right right) {
  left == right;
  left < right;
};

template <typename Left, typename Right>
concept Divisible = requires(Left left, Right right) { left / right; };

template <typename T>
concept Negatable = requires(T value) { -value; };

template <typename T>
concept Incrementable = requires(T value) { ++value; };

}  // namespace starkernel
