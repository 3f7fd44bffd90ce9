#include "src/hal/x86_64/exception_report.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {
namespace {

constexpr std::array<std::string_view, kFirstExternalVector> kVectorNames = {
    "divide error",
    "debug exception",
    "non-maskable interrupt",
    "breakpoint",
    "overflow",
    "bound range exceeded",
    "invalid opcode",
    "device not available",
    "double fault",
    "coprocessor segment overrun",
    "invalid task-state segment",
    "segment not present",
    "stack-segment fault",
    "general protection fault",
    "page fault",
    "reserved exception",
    "x87 floating-point error",
    "alignment check",
    "machine check",
    "SIMD floating-point exception",
    "virtualization exception",
    "control protection exception",
    "reserved exception",
    "reserved exception",
    "reserved exception",
    "reserved exception",
    "reserved exception",
    "reserved exception",
    "hypervisor injection exception",
    "VMM communication exception",
    "security exception",
    "reserved exception",
};

// Page-fault error code (Intel SDM volume 3, 4.7).
constexpr std::uint64_t kPresent = 1U << 0U;
constexpr std::uint64_t kWrite = 1U << 1U;
constexpr std::uint64_t kUser = 1U << 2U;
constexpr std::uint64_t kReservedBit = 1U << 3U;
constexpr std::uint64_t kFetch = 1U << 4U;

void WritePageFault(TextWriter& writer, std::uint64_t code, std::uint64_t address) {
  std::string_view access = "read of ";
  if ((code & kFetch) != 0) {
    access = "instruction fetch from ";
  } else if ((code & kWrite) != 0) {
    access = "write to ";
  }
  const std::string_view why = (code & kPresent) != 0 ? "protection violation" : "page not present";
  Format(writer, ": {}{:018}, {}", access, VirtAddr(address), why);
  if ((code & kReservedBit) != 0) {
    writer.Text(", reserved bit set in a table entry");
  }
  if ((code & kUser) != 0) {
    writer.Text(", user access");
  }
}

// Error code that names a descriptor (Intel SDM volume 3, 6.13).
void WriteSelectorCode(TextWriter& writer, std::uint64_t code) {
  if (code == 0) {
    return;
  }
  constexpr std::array<std::string_view, 4> kTables = {
      "global descriptor table", "interrupt descriptor table", "local descriptor table",
      "interrupt descriptor table"};
  Format(writer, ": entry {} of the {}", code >> 3U & 0x1FFFU, kTables.at(code >> 1U & 3U));
  if ((code & 1U) != 0) {
    writer.Text(", external event");
  }
}

struct NamedRegister {
  std::string_view name;
  std::uint64_t value = 0;
};

}  // namespace

std::string_view VectorName(std::uint64_t vector) {
  return vector < kVectorNames.size() ? kVectorNames.at(vector) : "interrupt";
}

void WriteExceptionCause(TextWriter& writer, const InterruptFrame& frame,
                         const FaultRegisters& registers) {
  constexpr std::uint64_t kInvalidTask = 10;
  constexpr std::uint64_t kGeneralProtection = 13;
  Format(writer, "{} (vector {}, error code {:#x})", VectorName(frame.vector), frame.vector,
         frame.error_code);
  if (frame.vector == kPageFaultVector) {
    WritePageFault(writer, frame.error_code, registers.cr2);
  } else if (frame.vector >= kInvalidTask && frame.vector <= kGeneralProtection) {
    WriteSelectorCode(writer, frame.error_code);
  }
  writer.Line();
}

void WriteRegisters(TextWriter& writer, const InterruptFrame& frame,
                    const FaultRegisters& registers) {
  const std::array<NamedRegister, 22> all = {{
      {"rax", frame.rax},     {"rbx", frame.rbx},     {"rcx", frame.rcx},       {"rdx", frame.rdx},
      {"rsi", frame.rsi},     {"rdi", frame.rdi},     {"rbp", frame.rbp},       {"rsp", frame.rsp},
      {"r8", frame.r8},       {"r9", frame.r9},       {"r10", frame.r10},       {"r11", frame.r11},
      {"r12", frame.r12},     {"r13", frame.r13},     {"r14", frame.r14},       {"r15", frame.r15},
      {"rip", frame.rip},     {"cs", frame.cs},       {"rflags", frame.rflags}, {"ss", frame.ss},
      {"cr2", registers.cr2}, {"cr3", registers.cr3},
  }};
  constexpr std::size_t kPerLine = 3;
  for (std::size_t index = 0; index < all.size(); ++index) {
    Format(writer, "  {:3} {:#018x}", all.at(index).name, all.at(index).value);
    if (index % kPerLine == kPerLine - 1 || index + 1 == all.size()) {
      writer.Line();
    }
  }
}

}  // namespace starkernel::hal
