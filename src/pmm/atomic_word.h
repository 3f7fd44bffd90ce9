#pragma once

#include <atomic>
#include <cstdint>
#include <span>

namespace starkernel::pmm {

/// A word of a table in RAM that several processors change.
[[nodiscard]] inline std::atomic_ref<std::uint64_t> Atomic(std::span<std::uint64_t> words
                                                           [[clang::lifetimebound]],
                                                           std::uint64_t index) {
  return std::atomic_ref<std::uint64_t>(words[index]);
}

/// Sequentially consistent, as all operations on such words are if nothing else is said: what
/// changes one is a locked instruction on x86_64 anyway, and a load costs no more than another.
[[nodiscard]] inline std::uint64_t Load(std::span<std::uint64_t> words, std::uint64_t index) {
  return Atomic(words, index).load();
}

}  // namespace starkernel::pmm
