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

/// A word that takes a name or a text from a string looks at no more of it: the greatest size of a
/// parsed string (Forth-2012, 4.1.1). PARSE and PARSE-NAME go on in pieces of that size.
inline constexpr ByteCount kMostParsed = KiB(64);

/// What is left of the current line, `most` bytes at most, behind what is to be `skipped` of it.
[[nodiscard]] std::string_view UnparsedText(VmState& vm [[clang::lifetimebound]], ByteCount most,
                                            ByteCount skipped = {});

/// How much is left of the current line.
[[nodiscard]] ByteCount UnparsedLength(const VmState& vm);

/// Where UnparsedText() begins in the envelope.
[[nodiscard]] GuestAddr UnparsedAddress(const VmState& vm);

/// Moves >IN on by `count` characters.
void SkipText(VmState& vm, std::size_t count);

/// Takes the next token, parted by blanks; empty at the end of the line, or if so many blanks stand
/// before it that it is beyond kMostParsed. Of a token that is as long as that, so much is taken:
/// too long to be any name.
std::string_view ParseName(VmState& vm [[clang::lifetimebound]]);
/// The same, and where it lies.
std::string_view ParseName(VmState& vm [[clang::lifetimebound]], GuestAddr& address);

/// Skips kNearText of a string that begins with so many blanks; false, with nothing done, if it
/// does not.
bool SkipBlankPiece(VmState& vm);

/// Takes what stands before `delimiter`, and the delimiter. Without one takes the whole line.
/// Throws -18 if that is longer than kMostParsed.
Status ParseUntil(VmState& vm, char delimiter, std::string_view& text);

/// Takes the beginning of what stands before `delimiter`, `most` bytes at most, and the delimiter
/// if it stands right behind that; `is_whole` says that it did, or the line ended.
std::string_view ParseSome(VmState& vm [[clang::lifetimebound]], char delimiter, ByteCount most,
                           bool& is_whole);

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
