#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace starkernel::kernel::simulation {

/// What a program writes that has seen a message lost, doubled, out of order or of another sender.
inline constexpr std::string_view kWrong = "WRONG";

// All programs have words for messages that carry sender, number and receiver, and receivers that
// expect the next number of each sender.

/// A program of about so many phrases, chosen by `random`.
[[nodiscard]] std::string RandomProgram(std::mt19937_64& random, std::size_t phrases);

/// A program that answers whatever comes, for ever.
[[nodiscard]] std::string ServingProgram();

/// What is typed to VM[0] first, so that later lines need no more memory than it has then.
[[nodiscard]] std::string FirstLines();

/// A line for VM[0].
[[nodiscard]] std::string RandomLine(std::mt19937_64& random);

}  // namespace starkernel::kernel::simulation
