#pragma once

#include <cstddef>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

/// Where the interpreter's own cells and buffers lie in every envelope, so that guest code
/// can name them. Data space follows.
namespace starkernel::forthvm::layout {

inline constexpr GuestAddr kToIn{0x1000};   ///< >IN: characters of the source already parsed.
inline constexpr GuestAddr kBase{0x1008};   ///< BASE: the radix of numbers.
inline constexpr GuestAddr kState{0x1010};  ///< STATE: a copy for guest code to read.

inline constexpr GuestAddr kContext{0x1018};  ///< CONTEXT: a copy, made when it is asked for.
inline constexpr GuestAddr kCurrent{0x1020};  ///< CURRENT: likewise.
inline constexpr GuestAddr kBlk{0x1028};      ///< BLK: the block being interpreted, 0 for none.
inline constexpr GuestAddr kScr{0x1030};      ///< SCR: the block that was listed last.
inline constexpr GuestAddr kSpan{0x1038};     ///< SPAN: the characters that EXPECT read.

/// Pictured numeric output, filled from its end.
inline constexpr GuestAddr kPictured{0x1040};
inline constexpr ByteCount kPicturedSize{256};

/// WORD's counted string: a length byte, 255 characters, a space.
inline constexpr GuestAddr kWordBuffer{0x1140};

inline constexpr GuestAddr kPad{0x1280};
inline constexpr ByteCount kPadSize{1024};

/// One line buffer for each nested input source; the first is the terminal's. Those of the first
/// two are in the first page: most VM instances need no other.
inline constexpr GuestAddr kLineBuffers{0x1680};
inline constexpr ByteCount kLineSize{1024};
inline constexpr std::size_t kMaximumSources = 16;

/// Strings that S" leaves while interpreting, used in turn.
inline constexpr GuestAddr kStringBuffers{0x5680};
inline constexpr ByteCount kStringBufferSize{1024};
inline constexpr std::size_t kStringBufferCount = 2;
static_assert(kLineBuffers + kLineSize * kMaximumSources == kStringBuffers);

/// Where blocks of the block device are looked at and changed.
inline constexpr GuestAddr kBlockBuffers{0x6000};
inline constexpr ByteCount kBlockSize{1024};
inline constexpr std::size_t kBlockBufferCount = 4;
/// A block as a screen: lines of so many characters.
inline constexpr std::size_t kScreenWidth = 64;
inline constexpr std::size_t kScreenLines = 16;
static_assert(kScreenWidth * kScreenLines == kBlockSize.value());
static_assert(kStringBuffers + kStringBufferSize * kStringBufferCount <= kBlockBuffers);
// A block that is interpreted goes on in the line buffer of its level if it loses its buffer.
static_assert(kBlockSize <= kLineSize);

/// The first address of data space.
inline constexpr GuestAddr kDataSpace{0x7000};
static_assert(kBlockBuffers + kBlockSize * kBlockBufferCount == kDataSpace);

/// The page of the interpreter's cells: has to be there, whatever else is. Buffers may come when
/// they are used.
inline constexpr ByteCount kKept = kPageSize;
static_assert(kToIn == GuestAddr{kPageSize.value()});
static_assert(kLineBuffers + kLineSize * 2 <= kToIn + kKept);
/// What lies below data space, but for the null page: if it is there, whoever is typed to can be
/// typed to when there is no memory left.
inline constexpr ByteCount kKeptForPrompt = kDataSpace - kToIn;

/// The smallest envelope that a VM can live in.
inline constexpr ByteCount kMinimumEnvelope{0x8000};

}  // namespace starkernel::forthvm::layout
