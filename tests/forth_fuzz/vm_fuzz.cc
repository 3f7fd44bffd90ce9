// Programs of random text, random tokens and random stacks in a VM instance, and another VM
// instance beside it that has to stay as it was.
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/forth_fuzz/fuzz_program.h"
#include "tests/forth_fuzz/fuzz_trial.h"
#include "tests/forth_fuzz/program_text.h"
#include "tests/forth_fuzz/seed_programs.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {
namespace {

Input BytesOf(std::string_view text) {
  Input input = {std::byte{32}};
  for (const char character : text) {
    input.push_back(static_cast<std::byte>(character));
  }
  return input;
}

/// Each token below 512 with three addresses on the stack, once in each way to use it.
std::vector<Input> SeedExecutions() {
  std::vector<Input> seeds;
  for (unsigned token = 1; token < 512; ++token) {
    seeds.push_back({std::byte{32}, static_cast<std::byte>(token % 8 * 8 + 3), std::byte{0x43},
                     std::byte{0x4B}, std::byte{0x10}, static_cast<std::byte>(token & 0xFFU),
                     static_cast<std::byte>(token >> 8U)});
  }
  return seeds;
}

}  // namespace

std::vector<Input> Seeds(std::string_view subject) {
  if (subject == "execution") {
    return SeedExecutions();
  }
  std::vector<Input> seeds;
  for (const std::string_view program : forthvm::fuzz::kSeedPrograms) {
    seeds.push_back(subject == "text" ? BytesOf(program) : forthvm::fuzz::TokensOf(program));
  }
  return seeds;
}

void Try(std::span<const std::byte> input, std::string_view subject) {
  static forthvm::fuzz::FuzzTrial trial;
  const auto read = subject == "text"        ? forthvm::fuzz::ProgramOfText
                    : subject == "execution" ? forthvm::fuzz::ProgramOfExecutions
                                             : forthvm::fuzz::ProgramOfTokens;
  const forthvm::fuzz::FuzzProgram program = read(input);
  if (const std::string violation = trial.ViolationOf(program); !violation.empty()) {
    Find(violation + "\nafter this was typed:\n" + program.typed);
  }
}

}  // namespace starkernel::fuzz
