#include "src/hal/x86_64/stack_trace.h"

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/symbol_table.h"

namespace starkernel::hal {

void WriteCodeAddress(TextWriter& writer, const TracedImage& image, VirtAddr address,
                      std::uint32_t lookup_back) {
  Format(writer, "{:018}", address);
  if (address < image.base || address.value() - image.base.value() >= image.size.value()) {
    return;
  }
  const auto offset = static_cast<std::uint32_t>(address.value() - image.base.value());
  Format(writer, " (image+{:#x})", offset);
  if (offset < lookup_back) {
    return;
  }
  const std::optional<SymbolTable::Match> match = image.symbols.Lookup(offset - lookup_back);
  if (!match.has_value()) {
    return;
  }
  Format(writer, " {} + {:#x}", match->name.view(), match->offset + lookup_back);
}

bool IsReturnAddress(const TracedImage& image, VirtAddr address) {
  if (address <= image.base || address.value() - image.base.value() >= image.size.value()) {
    return false;
  }
  const auto offset = static_cast<std::uint32_t>(address.value() - image.base.value());
  return image.symbols.Lookup(offset - 1).has_value();
}

void WriteStackTrace(TextWriter& writer, const TracedImage& image, const StackReader& stack,
                     VirtAddr frame) {
  int lines = 0;
  std::optional<VirtAddr> last;
  std::uint64_t repeats = 0;
  const auto write_repeats = [&writer, &repeats] {
    if (repeats > 0) {
      Format(writer, "  ... and {} times more\n", repeats);
    }
  };
  // Frames of callers lie higher and higher, and a stack ends somewhere.
  for (bool higher = true; higher;) {
    const std::optional<StackFrame> current = stack.FrameAt(frame);
    if (!current.has_value() || current->return_address == VirtAddr()) {
      break;
    }
    if (last == current->return_address) {
      ++repeats;
    } else {
      write_repeats();
      if (lines++ == kLongestTrace) {
        writer.Text("  ...\n");
        return;
      }
      repeats = 0;
      last = current->return_address;
      writer.Text("  ");
      WriteCodeAddress(writer, image, *last, 1);
      writer.Line();
    }
    higher = current->caller_frame > frame;
    frame = current->caller_frame;
  }
  write_repeats();
}

}  // namespace starkernel::hal
