#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace starkernel::fuzz {

/// What a fuzz test feeds to the code under test.
using Input = std::vector<std::byte>;

// The two functions that the source of an sk_fuzz_test defines. `subject` is the test's own
// attribute, for a source that has several tests.

/// Inputs to begin with, mostly right ones; at least one.
[[nodiscard]] std::vector<Input> Seeds(std::string_view subject);

/// Feeds one input to the code under test. A finding is a panic, whatever a sanitizer reports, and
/// Find. Must do the same for the same input whatever came before it.
void Try(std::span<const std::byte> input, std::string_view subject);

/// Says what is wrong with what the code under test made of the input, and ends the run.
[[noreturn]] void Find(std::string_view what);

}  // namespace starkernel::fuzz
