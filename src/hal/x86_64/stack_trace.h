#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/symbol_table.h"

namespace starkernel::hal {

/// What a function that keeps frame pointers leaves at the address in RBP (System V AMD64 ABI,
/// 3.2.2).
struct StackFrame {
  VirtAddr caller_frame;
  VirtAddr return_address;
};

/// Reads stack frames of the kernel.
class StackReader {
 public:
  /// The frame at `frame`, or nothing if that is no place on a kernel stack.
  [[nodiscard]] virtual std::optional<StackFrame> FrameAt(VirtAddr frame) const = 0;

 protected:
  ~StackReader() = default;
};

/// The loaded kernel image, as far as traces need it.
struct TracedImage {
  VirtAddr base;
  ByteCount size;
  SymbolTable symbols;
};

/// Most lines that a trace has for frames.
inline constexpr int kLongestTrace = 32;

/// Writes `address`, and if it lies in the image its offset from the image base, which is its
/// address in the ELF, and the function it is in: `0x7e402345 (image+0x2345) Function + 0x15`.
/// `lookup_back` is taken off for the function's name alone: 1 for a return address, which may
/// already lie in the next function.
void WriteCodeAddress(TextWriter& writer, const TracedImage& image, VirtAddr address,
                      std::uint32_t lookup_back);

/// Whether `address`, a return address, follows a call in a function of the image.
[[nodiscard]] bool IsReturnAddress(const TracedImage& image, VirtAddr address);

/// Writes the code addresses of the calls that led to `frame`, one to a line, the most recent
/// first; what returns to one place again and again takes one line more. Ends at the first frame
/// that is not above the one before it.
void WriteStackTrace(TextWriter& writer, const TracedImage& image, const StackReader& stack,
                     VirtAddr frame);

}  // namespace starkernel::hal
