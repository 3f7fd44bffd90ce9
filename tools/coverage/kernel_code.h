#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "tools/coverage/execution_log.h"

namespace starkernel::tools {

/// An instruction and the line of source it was made of.
struct Instruction {
  std::uint64_t address = 0;
  std::string file;   ///< Relative to the workspace.
  unsigned line = 0;  ///< 0: the compiler gave it none.

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// All instructions of a kernel, by rising address.
using KernelCode = std::vector<Instruction>;

/// The programs that know, and what they are asked about.
struct KernelFiles {
  std::filesystem::path objdump;
  std::filesystem::path symbolizer;
  std::filesystem::path kernel;  ///< With line numbers.
};

/// Reads the code of a kernel. The error is what one of the programs complained about.
[[nodiscard]] std::expected<KernelCode, std::string> ReadKernelCode(const KernelFiles& files);

/// The addresses of code that lies at `base`; empty without code.
[[nodiscard]] AddressRange RangeOf(const KernelCode& code, std::uint64_t base);

/// The addresses in what `llvm-objdump --disassemble --no-show-raw-insn` prints, without padding
/// and without the traps of the compiler's own checks (UD1).
[[nodiscard]] std::vector<std::uint64_t> InstructionAddresses(std::istream& disassembly);

/// What the symbolizer says of one address, "FILE:LINE", with or without a remark behind it.
[[nodiscard]] Instruction ParsePlace(std::uint64_t address, std::string_view place);

}  // namespace starkernel::tools
