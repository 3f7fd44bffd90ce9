#include "tools/native_listing/native_listing.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <system_error>
#include <utility>

#include "src/forthvm/dictionary.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/native_harness.h"
#include "src/native/native_records.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"

namespace starkernel::tools {
namespace {

std::expected<std::string, std::string> Output(std::vector<std::string> command) {
  constexpr std::chrono::seconds kLimit{60};
  auto run = RunCaptured({.command = std::move(command)}, "", kLimit);
  if (!run.has_value()) {
    return std::unexpected(run.error());
  }
  if (!run->end.success()) {
    return std::unexpected(DescribeEnd(run->end) + ": " + run->error);
  }
  return std::move(run->output);
}

/// What its code says of a definition in numbers that depend on how many words there are before it.
struct Numbers {
  std::uint32_t word = 0;      ///< The place of its header.
  std::uint32_t position = 0;  ///< Of its first instruction.
  std::uint32_t length = 0;    ///< How many it has.
};

Numbers NumbersOf(forthvm::HeaderIndex word, const forthvm::WordHeader& header) {
  return {.word = word.value(), .position = header.code_start, .length = header.code_length};
}

/// The number that an instruction puts into a register, if it is one of `mov REGISTER, 0x12`.
std::optional<std::uint32_t> NumberFor(std::string_view instruction, std::string_view moved) {
  constexpr int kHexadecimal = 16;
  std::uint32_t number = 0;
  if (!instruction.starts_with(moved)) {
    return std::nullopt;
  }
  const std::string_view digits = instruction.substr(moved.size());
  const char* const first = digits.data();
  const auto end = std::from_chars(first, std::to_address(digits.end()), number, kHexadecimal);
  return end.ec == std::errc() ? std::optional(number) : std::nullopt;
}

/// The instruction, with what the stubs say to other engines told by what it means.
std::string Told(const std::string& instruction, const Numbers& numbers) {
  if (NumberFor(instruction, "mov edx, 0x") == numbers.word) {
    return "mov edx, this word";
  }
  const auto position = NumberFor(instruction, "mov edi, 0x");
  if (position.has_value() && *position >= numbers.position &&
      *position - numbers.position < numbers.length) {
    return "mov edi, position " + std::to_string(*position - numbers.position);
  }
  return instruction;
}

/// A line of objdump's, `       0: <tab>int3`, in columns that do not depend on its tabulators, and
/// without the names that it makes up.
std::string Row(std::string_view line, const Numbers& numbers) {
  constexpr std::size_t kPlace = 5;
  std::istringstream words{std::string(line)};
  std::string place;
  words >> place;
  std::string instruction;
  for (std::string word; words >> word && !word.starts_with('<') && word != "#";) {
    instruction += (instruction.empty() ? "" : " ") + word;
  }
  return std::string(kPlace - std::min(kPlace, place.size()), ' ') + place + "  " +
         Told(instruction, numbers);
}

/// What objdump says of a section full of code.
ListedWord Listed(std::string_view source, std::size_t bytes, const std::string& text,
                  const Numbers& numbers) {
  ListedWord word{.source = std::string(source), .bytes = bytes, .listing = {}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    // Titles begin at the margin.
    if (line.starts_with(' ')) {
      word.listing += Row(line, numbers) + "\n";
      ++word.instructions;
    }
  }
  return word;
}

std::expected<ListedWord, std::string> Disassemble(std::string_view source,
                                                   std::span<const std::byte> code,
                                                   const Numbers& numbers,
                                                   const Disassembler& tools) {
  const std::filesystem::path bare = tools.directory / "code";
  const std::filesystem::path object = tools.directory / "code.o";
  std::ofstream file(bare, std::ios::binary);
  for (const std::byte byte : code) {
    file.put(static_cast<char>(byte));
  }
  file.close();
  auto copied = Output({tools.objcopy.string(), "--input-target=binary",
                        "--output-target=elf64-x86-64", bare.string(), object.string()});
  if (!copied.has_value()) {
    return std::unexpected(copied.error());
  }
  auto text = Output({tools.objdump.string(), "--disassemble-all", "--section=.data",
                      "--no-show-raw-insn", "--x86-asm-syntax=intel", object.string()});
  if (!text.has_value()) {
    return std::unexpected(text.error());
  }
  return Listed(source, code.size(), *text, numbers);
}

}  // namespace

std::expected<std::vector<ListedWord>, std::string> ListNativeCode(std::string_view source,
                                                                   const Disassembler& tools) {
  forthvm::VmHarness vm;
  native::NativeHarness native(vm.vm());
  std::vector<ListedWord> words;
  std::istringstream lines{std::string(source)};
  for (std::string line; std::getline(lines, line);) {
    const std::string answer = vm.WholeAnswer(line);
    const forthvm::Dictionary& names = vm.vm().dictionary();
    const forthvm::HeaderIndex newest(names.end_index().value() - 1);
    const forthvm::WordHeader& header = names.Header(newest);
    const native::Definition* const definition = native.native().catalogue().Find(header.id);
    if (definition == nullptr) {
      return std::unexpected(line + " has no machine code: " + answer);
    }
    auto word = Disassemble(line, native.code().bytes().subspan(definition->begin),
                            NumbersOf(newest, header), tools);
    if (!word.has_value()) {
      return std::unexpected(word.error());
    }
    words.push_back(*std::move(word));
  }
  return words;
}

std::string TextOf(const std::vector<ListedWord>& words) {
  std::string text;
  for (const ListedWord& word : words) {
    text += (text.empty() ? "" : "\n") + word.source + "\n\\ " + std::to_string(word.instructions) +
            " instructions, " + std::to_string(word.bytes) + " bytes\n" + word.listing;
  }
  return text;
}

}  // namespace starkernel::tools
