#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace starkernel::kernel::simulation {

/// What a program writes that has seen a message lost, doubled, out of order or of another sender.
inline constexpr std::string_view kWrong = "WRONG";

/// A program of about so many phrases, chosen by `random`.
[[nodiscard]] std::string RandomProgram(std::mt19937_64& random, std::size_t phrases);

/// A program that answers whatever comes, for ever.
[[nodiscard]] std::string ServingProgram();

/// A program that drives both of the model device's interrupt lines, for ever.
[[nodiscard]] std::string DrivingProgram();

/// A program that makes memory, shares it, gives it away, and maps what others share.
[[nodiscard]] std::string SharingProgram();

/// What is typed to VM[0] first, so that later lines need no more memory than it has then.
[[nodiscard]] std::string FirstLines();

/// A line for VM[0].
[[nodiscard]] std::string RandomLine(std::mt19937_64& random);

}  // namespace starkernel::kernel::simulation
