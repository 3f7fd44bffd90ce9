#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// As much of a string is looked at for a token, unless that is longer: more would be asking for
/// pages at each token.
inline constexpr ByteCount kNearText{4096};

/// What is left of the current line, or the beginning of that.
[[nodiscard]] std::string_view UnparsedText(VmState& vm [[clang::lifetimebound]]);
[[nodiscard]] std::string_view UnparsedText(VmState& vm [[clang::lifetimebound]], ByteCount most);

/// Where UnparsedText() begins in the envelope.
[[nodiscard]] GuestAddr UnparsedAddress(const VmState& vm);

/// Moves >IN on by `count` characters.
void SkipText(VmState& vm, std::size_t count);

/// Takes the next token, parted by blanks; empty at the end of the line.
std::string_view ParseName(VmState& vm [[clang::lifetimebound]]);
/// The same, and where it lies.
std::string_view ParseName(VmState& vm [[clang::lifetimebound]], GuestAddr& address);

/// Skips kNearText of a string that begins with so many blanks; false, with nothing done, if it does
/// not.
bool SkipBlankPiece(VmState& vm);

/// Takes what stands before `delimiter`, and the delimiter. Without one takes the whole line.
std::string_view ParseUntil(VmState& vm [[clang::lifetimebound]], char delimiter);
std::string_view ParseUntil(VmState& vm [[clang::lifetimebound]], std::string_view delimiter);

/// Makes `text`, which lies in the envelope, the input source.
Status OpenString(VmState& vm, GuestAddr text, ByteCount length);

/// Makes a file the input source; its first line is still to be read.
Status OpenFile(VmState& vm, std::string_view name, std::span<const char> content);

/// Goes back to the previous input source. Throws -39 if a definition that began in this
/// file is still open.
Status CloseSource(VmState& vm);

/// Goes back to where `depth` input sources are open.
void TruncateSources(VmState& vm, std::size_t depth);

/// Reads the file's next line: kNext with `found` saying whether there was one, or kThrow.
Status ReadFileLine(VmState& vm, bool& found);

/// Reads the file's line that begins `begin` bytes from its start once more, as number `line`;
/// `found` is false if the file is shorter.
Status RereadFileLine(VmState& vm, std::size_t begin, std::uint32_t line, bool& found);

/// Reads a line from the terminal if there is one.
LineResult::State ReadTerminalLine(VmState& vm);

}  // namespace starkernel::forthvm
