#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/file_results.h"
#include "src/forthvm/line_end.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// Words that move characters between files and memory.
namespace starkernel::forthvm::file_transfer_words {

/// The part of the range on the stack, below a file, that is worked on now.
struct Part {
  ByteCount before{};  ///< What was done of the range.
  std::span<std::byte> bytes;
  bool is_last = false;
};
template <auto kTake>
Status TakePart(VmState& vm, Instruction instruction, Part& part) {
  const ByteCount all(Unsigned(vm.data.Top(1)));
  if (const Status status = range_pieces::Within(vm, instruction, vm.data.Top(2), all);
      status != Status::kNext) {
    return status;
  }
  part.before = range_pieces::Before(instruction);
  const ByteCount length = range_pieces::PieceOf(all - part.before);
  part.is_last = part.before + length == all;
  return kTake(vm, instruction, Signed(Unsigned(vm.data.Top(2)) + part.before.value()), length,
               part.bytes);
}

inline Status ReadFile(VmState& vm, Instruction instruction) {
  Part part;
  const Status status = TakePart<range_pieces::PieceToWrite>(vm, instruction, part);
  if (status != Status::kNext) {
    return status;
  }
  Cell code = 0;
  std::size_t count = 0;
  OpenFile* const file = FileOf(vm, ThrowCode::kReadFile, vm.data.Top(), code);
  if (file != nullptr) {
    const Result<std::size_t> read = vm.files.Read(*file, part.bytes);
    count = read.ok() ? read.value() : 0;
    code = read.ok() ? 0 : FileErrorCode(vm, ThrowCode::kReadFile, read.error(), file->name.view());
  }
  if (count == part.bytes.size() && code == 0 && !part.is_last) {
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.data.Drop();
  vm.data.Top(1) = Signed((part.before + ByteCount(count)).value());
  vm.data.Top() = code;
  return Status::kNext;
}

/// What READ-LINE has so far.
struct LineRead {
  std::size_t count = 0;
  bool found = false;     ///< The file had something left.
  bool is_whole = false;  ///< The line's end, or the file's, was met.
};

/// Takes up to a piece of the line. The end of a line that fills the buffer is left for the next
/// READ-LINE (Forth-2012, 11.6.1.2090).
inline Result<void> ReadPiece(const VmState& vm, OpenFile& file, std::span<std::byte> target,
                              LineRead& line) {
  constexpr std::size_t kPiece = 1024;
  const std::size_t limit = std::min(target.size() - line.count, kPiece);
  std::array<char, kPiece + kLongestLineEnd> read{};
  const ByteCount start = file.position;
  const std::size_t count = TRY(
      vm.files.Read(file, std::as_writable_bytes(std::span(read)).first(limit + kLongestLineEnd)));
  const std::span<const char> text = std::span<const char>(read).first(count);
  const LineEnd end = FindLineEnd(std::string_view(text), limit);
  CopyInto(target.subspan(line.count), std::as_bytes(text.first(end.length)));
  line.count += end.length;
  line.found = line.found || !text.empty();
  const bool is_full = line.count == target.size();
  line.is_whole = end.is_complete || is_full;
  file.position = start + ByteCount(is_full ? end.length : end.taken);
  return {};
}

inline Status ReadLine(VmState& vm, Instruction instruction) {
  Part part;
  const Status status = TakePart<range_pieces::PieceToWrite>(vm, instruction, part);
  if (status != Status::kNext) {
    return status;
  }
  Cell code = 0;
  LineRead line{.found = part.before > ByteCount(0)};
  OpenFile* const file = FileOf(vm, ThrowCode::kReadLine, vm.data.Top(), code);
  while (file != nullptr && code == 0 && !line.is_whole) {
    code = FileResultCode(vm, ThrowCode::kReadLine, ReadPiece(vm, *file, part.bytes, line),
                          file->name.view());
  }
  if (line.count == part.bytes.size() && code == 0 && !part.is_last) {
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.data.Top(2) = code == 0 ? Signed((part.before + ByteCount(line.count)).value()) : 0;
  vm.data.Top(1) = Flag(code == 0 && line.found);
  vm.data.Top() = code;
  return Status::kNext;
}

inline Result<void> WriteEnd(const VmState& vm, OpenFile& file) {
  constexpr std::array kEnd{std::byte{'\n'}};
  return vm.files.Write(file, kEnd);
}
/// If a piece cannot be written, those before it are.
template <ThrowCode kOwn>
Status Write(VmState& vm, Instruction instruction) {
  Part part;
  const Status status = TakePart<range_pieces::PieceToRead>(vm, instruction, part);
  if (status != Status::kNext) {
    return status;
  }
  Cell code = 0;
  OpenFile* const file = FileOf(vm, kOwn, vm.data.Top(), code);
  if (file != nullptr) {
    Result<void> written = vm.files.Write(*file, part.bytes);
    if (written.ok() && !part.is_last) {
      return range_pieces::NextPiece(vm, instruction);
    }
    if (written.ok() && kOwn == ThrowCode::kWriteLine) {
      written = WriteEnd(vm, *file);
    }
    code = FileResultCode(vm, kOwn, written, file->name.view());
  }
  vm.data.Drop(2);
  vm.data.Top() = code;
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"READ-FILE", Checked<3, 2, ReadFile>, "( c-addr u1 fileid -- u2 ior )",
         "Read up to u1 characters; fewer are there at the end of the file."},
    Word{"READ-LINE", Checked<3, 3, ReadLine>, "( c-addr u1 fileid -- u2 flag ior )",
         "Read up to u1 characters of a line, without its end; false at the end of the file."},
    Word{"WRITE-FILE", Checked<3, 1, Write<ThrowCode::kWriteFile>>, "( c-addr u fileid -- ior )",
         "Write u characters."},
    Word{"WRITE-LINE", Checked<3, 1, Write<ThrowCode::kWriteLine>>, "( c-addr u fileid -- ior )",
         "Write u characters and a line end."},
};

}  // namespace starkernel::forthvm::file_transfer_words
