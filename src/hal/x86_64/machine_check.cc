#include "src/hal/x86_64/machine_check.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {
namespace {

struct SimpleCode {
  std::uint32_t code = 0;
  std::string_view meaning;
};

// Intel SDM volume 3, table 15-9.
constexpr std::array<SimpleCode, 10> kSimpleCodes = {{
    {0x0000, "no error"},
    {0x0001, "unclassified error"},
    {0x0002, "parity error in the microcode"},
    {0x0003, "external error, reported by another processor"},
    {0x0004, "functional redundancy check failed"},
    {0x0005, "internal parity error"},
    {0x0006, "code outside of its range in system management mode"},
    {0x0007, "vendor's internal error"},
    {0x0400, "internal timer error"},
    {0x0E0B, "I/O error"},
}};

// Parts of the compound codes (tables 15-10 to 15-16).
constexpr std::array<std::string_view, 4> kTransactions = {"instructions", "data", "generic",
                                                           "reserved"};
constexpr std::array<std::string_view, 4> kLevels = {"level 0", "level 1", "level 2", "any level"};
constexpr std::array<std::string_view, 9> kRequests = {
    "some request",      "read",     "write",    "data read", "data write",
    "instruction fetch", "prefetch", "eviction", "snoop"};
constexpr std::array<std::string_view, 5> kMemoryRequests = {"some request", "read", "write",
                                                             "address or command", "scrubbing"};
constexpr std::array<std::string_view, 4> kParticipations = {
    "this processor asked", "this processor answered", "this processor looked on",
    "no matter who asked"};
constexpr std::array<std::string_view, 4> kTargets = {"memory", "reserved", "I/O", "other"};

template <std::size_t Count>
std::string_view PartOf(std::uint32_t code, unsigned shift,
                        const std::array<std::string_view, Count>& names, std::uint32_t mask) {
  const std::uint32_t index = code >> shift & mask;
  return index < names.size() ? names.at(index) : "reserved";
}

void WriteChannel(TextWriter& writer, std::uint32_t code) {
  constexpr std::uint32_t kUnknown = 15;
  const std::uint32_t channel = code & kUnknown;
  if (channel != kUnknown) {
    Format(writer, ", channel {}", channel);
  }
}

void WriteCompound(TextWriter& writer, std::uint32_t code) {
  const std::string_view level = PartOf(code, 0, kLevels, 3);
  if ((code & 0x0800U) != 0) {
    Format(writer, "bus or interconnect error, {}, {}, {}, {}{}", PartOf(code, 4, kRequests, 15),
           PartOf(code, 2, kTargets, 3), PartOf(code, 9, kParticipations, 3), level,
           std::string_view((code & 0x0100U) != 0 ? ", timed out" : ""));
  } else if ((code & 0xFC00U) == 0x0400U) {
    writer.Text("internal error of the processor");
  } else if ((code & 0xFF80U) == 0x0280U) {
    Format(writer, "error of memory used as a cache, {}", PartOf(code, 4, kMemoryRequests, 7));
    WriteChannel(writer, code);
  } else if ((code & 0xFF00U) == 0x0100U) {
    Format(writer, "cache error, {}, {}, {}", PartOf(code, 4, kRequests, 15),
           PartOf(code, 2, kTransactions, 3), level);
  } else if ((code & 0xFF80U) == 0x0080U) {
    Format(writer, "memory controller error, {}", PartOf(code, 4, kMemoryRequests, 7));
    WriteChannel(writer, code);
  } else if ((code & 0xFFF0U) == 0x0010U) {
    Format(writer, "address translation cache error, {}, {}", PartOf(code, 2, kTransactions, 3),
           level);
  } else if ((code & 0xFFFCU) == 0x000CU) {
    Format(writer, "cache hierarchy error, {}", level);
  } else {
    writer.Text("error of an unknown kind");
  }
}

void WriteKind(TextWriter& writer, std::uint32_t code) {
  constexpr std::uint32_t kFiltered = 1U << 12U;  // later corrected errors may not be reported
  const std::uint32_t kind = code & ~kFiltered;
  for (const SimpleCode& simple : kSimpleCodes) {
    if (simple.code == kind) {
      writer.Text(simple.meaning);
      return;
    }
  }
  WriteCompound(writer, kind);
}

struct Flag {
  unsigned bit = 0;
  std::string_view set;
  std::string_view clear;
};

// Writes what each bit says, with commas between.
template <std::size_t Count>
void WriteFlags(TextWriter& writer, std::uint64_t value, const std::array<Flag, Count>& flags) {
  for (const Flag& flag : flags) {
    const std::string_view text = (value >> flag.bit & 1U) != 0 ? flag.set : flag.clear;
    if (!text.empty()) {
      writer.Text(", ").Text(text);
    }
  }
}

}  // namespace

void WriteMachineCheckStatus(TextWriter& writer, std::uint64_t status) {
  constexpr std::array<Flag, 4> kFlags = {{
      {2, "machine check in progress", "no machine check in progress"},
      {0, "what was interrupted could go on", "what was interrupted cannot go on"},
      {1, "the error is that of the instruction", ""},
      {3, "for this processor alone", ""},
  }};
  Format(writer, "machine-check status {:#x}", status);
  WriteFlags(writer, status, kFlags);
  writer.Line();
}

void WriteMachineCheckBank(TextWriter& writer, const MachineCheckBank& bank) {
  constexpr std::array<Flag, 4> kFlags = {{
      {61, "uncorrected", "corrected"},
      {60, "", "not enabled"},
      {57, "the processor's state may be corrupt", ""},
      {62, "others were lost", ""},
  }};
  constexpr std::uint32_t kCodeMask = 0xFFFF;
  const auto code = static_cast<std::uint32_t>(bank.status & kCodeMask);
  Format(writer, "bank {}: ", bank.number);
  WriteKind(writer, code);
  WriteFlags(writer, bank.status, kFlags);
  if (bank.has_address()) {
    Format(writer, ", address {}", PhysAddr(bank.address));
  }
  Format(writer, " (status {:#018x}", bank.status);
  if (bank.has_miscellaneous()) {
    Format(writer, ", miscellaneous {:#x}", bank.miscellaneous);
  }
  writer.Text(")\n");
}

}  // namespace starkernel::hal
