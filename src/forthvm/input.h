#pragma once

#include <cstddef>
#include <string_view>

#include "src/base/addresses.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
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

/// Skips kNearText of a string that begins with so many blanks; false, with nothing done, if it
/// does not.
bool SkipBlankPiece(VmState& vm);

/// Takes what stands before `delimiter`, and the delimiter. Without one takes the whole line.
std::string_view ParseUntil(VmState& vm [[clang::lifetimebound]], char delimiter);
std::string_view ParseUntil(VmState& vm [[clang::lifetimebound]], std::string_view delimiter);

/// Makes `text`, which lies in the envelope, the input source.
Status OpenString(VmState& vm, GuestAddr text, ByteCount length);

/// Makes an open file the input source; its next line is still to be read. The file is closed when
/// it is no longer an input source. Throws -256, and closes it, if there is no room for one more.
Status PushFile(VmState& vm, Cell file);

/// Makes a block the input source: kNext, kWait, or kThrow like AssignBuffer().
Status OpenBlock(VmState& vm, Cell block);

/// Makes another block the one that is interpreted, from its beginning. Like OpenBlock().
Status ReplaceBlock(VmState& vm, Cell block);

/// Goes back to the previous input source. Throws -39 if a definition that began in this
/// file is still open.
Status CloseSource(VmState& vm);

/// Goes back to where `depth` input sources are open, and closes the files of the others.
void TruncateSources(VmState& vm, std::size_t depth);

/// Reads a line from the terminal, or waits for one; `found` says whether there was one. Throws -18
/// if it is too long, so that no part of it is interpreted.
Status ReadTerminalLine(VmState& vm, bool& found);

/// Where the line of the current input source is kept, if it has to be copied into the envelope.
[[nodiscard]] GuestAddr LineBuffer(const VmState& vm);

/// Has the page of that buffer there: kNext, or throws why it is not.
Status BringLineBuffer(VmState& vm);

/// Makes the characters the current line, to be parsed from its beginning.
void SetLine(VmState& vm, GuestAddr text, ByteCount length);

}  // namespace starkernel::forthvm
