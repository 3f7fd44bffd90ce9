#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/file_results.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"

/// Words over files as a whole. They leave a code instead of throwing one; addresses outside the
/// envelope are thrown.
namespace starkernel::forthvm::file_words {

using storage::FileAccess;

// Access methods as stack items. BIN adds kBinary, which means nothing here: no file is text.
inline constexpr Cell kReadOnly = 0;
inline constexpr Cell kWriteOnly = 1;
inline constexpr Cell kReadWrite = 2;
inline constexpr Cell kBinary = 4;

template <Cell kMethod>
void AccessMethod(VmState& vm, Instruction) {
  vm.data.Push(kMethod);
}
inline void Binary(VmState& vm, Instruction) { vm.data.Top() |= kBinary; }

/// What an access method stands for.
[[nodiscard]] inline Result<FileAccess> AccessOf(Cell method) {
  switch (method & ~kBinary) {
    case kReadOnly: return FileAccess::kRead;
    case kWriteOnly: return FileAccess::kWrite;
    case kReadWrite: return FileAccess::kReadWrite;
    default: return Error::kInvalidArgument;
  }
}

/// More than any store takes, whatever it has in front of its names.
inline constexpr ByteCount kMostName{2 * storage::kLongestFileName};

/// The text that lies `below` items under the top, as address and length; as much of one that is
/// too long as shows it.
inline Status NameAt(VmState& vm, Instruction instruction, std::size_t below,
                     std::string_view& name) {
  const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(below + 1),
                                                vm.data.Top(below), kMostName, name);
  name = storage::WithoutHere(name);
  return status;
}

inline Result<Cell> OpenAs(VmState& vm, ThrowCode own, std::string_view name, Cell method) {
  const FileAccess access = TRY(AccessOf(method));
  return own == ThrowCode::kCreateFile ? vm.CreateNamedFile(name, access)
                                       : vm.OpenNamedFile(name, access);
}
template <ThrowCode kOwn>
Status Open(VmState& vm, Instruction instruction) {
  std::string_view name;
  if (const Status status = NameAt(vm, instruction, 1, name); status != Status::kNext) {
    return status;
  }
  const Result<Cell> file = OpenAs(vm, kOwn, name, vm.data.Top());
  vm.data.Drop();
  vm.data.Top(1) = file.ok() ? file.value() : 0;
  vm.data.Top() = file.ok() ? 0 : FileErrorCode(vm, kOwn, file.error(), name);
  return Status::kNext;
}

inline void Close(VmState& vm, Instruction) {
  Cell code = 0;
  const Cell number = vm.data.Top();
  if (FileOf(vm, ThrowCode::kCloseFile, number, code) != nullptr) {
    code = FileResultCode(vm, ThrowCode::kCloseFile, vm.files.Close(number), {});
  }
  vm.data.Top() = code;
}

inline Status Delete(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status = NameAt(vm, instruction, 0, name);
  if (status == Status::kNext) {
    vm.data.Drop();
    vm.data.Top() = FileResultCode(vm, ThrowCode::kDeleteFile, vm.files.store().Delete(name), name);
  }
  return status;
}
inline Status Rename(VmState& vm, Instruction instruction) {
  std::string_view name;
  std::string_view target;
  if (const Status status = NameAt(vm, instruction, 2, name); status != Status::kNext) {
    return status;
  }
  const Status status = NameAt(vm, instruction, 0, target);
  if (status == Status::kNext) {
    vm.data.Drop(3);
    vm.data.Top() =
        FileResultCode(vm, ThrowCode::kRenameFile, vm.files.store().Rename(name, target), name);
  }
  return status;
}
inline Status FileStatus(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status = NameAt(vm, instruction, 0, name);
  if (status == Status::kNext) {
    const Result<FileAccess> access = vm.files.store().Status(name);
    const bool is_writable = access.ok() && storage::MayWrite(access.value());
    vm.data.Top(1) = is_writable ? kReadWrite : kReadOnly;
    vm.data.Top() =
        access.ok() ? 0 : FileErrorCode(vm, ThrowCode::kFileStatus, access.error(), name);
  }
  return status;
}

/// Leaves a double number and a code in place of a file.
inline void PushCount(VmState& vm, ByteCount count, Cell code) {
  vm.data.Top() = Signed(count.value());
  vm.data.Push(0);
  vm.data.Push(code);
}
inline void Size(VmState& vm, Instruction) {
  Cell code = 0;
  ByteCount size{};
  const OpenFile* const file = FileOf(vm, ThrowCode::kFileSize, vm.data.Top(), code);
  if (file != nullptr) {
    const Result<ByteCount> known = vm.files.Size(*file);
    size = known.ok() ? known.value() : ByteCount{0};
    code =
        known.ok() ? 0 : FileErrorCode(vm, ThrowCode::kFileSize, known.error(), file->name.view());
  }
  PushCount(vm, size, code);
}
inline void Position(VmState& vm, Instruction) {
  Cell code = 0;
  const OpenFile* const file = FileOf(vm, ThrowCode::kFilePosition, vm.data.Top(), code);
  PushCount(vm, file != nullptr ? file->position : ByteCount{0}, code);
}

/// REPOSITION-FILE: a double number and a file. No file has 2^64 bytes.
inline void MoveTo(VmState& vm, Instruction) {
  Cell code = 0;
  OpenFile* const file = FileOf(vm, ThrowCode::kRepositionFile, vm.data.Top(), code);
  if (file != nullptr) {
    const ByteCount place(Unsigned(vm.data.Top(2)));
    const Result<void> done =
        vm.data.Top(1) != 0 ? Result<void>(Error::kOutOfRange) : vm.files.Reposition(*file, place);
    code = FileResultCode(vm, ThrowCode::kRepositionFile, done, file->name.view());
  }
  vm.data.Drop(2);
  vm.data.Top() = code;
}

/// What a file in RAM can grow by, and more: a store that has to make what a file is lengthened by
/// has no more, and refuses it at once.
inline constexpr ByteCount kMostMade = MiB(16);

/// The size that a file gets in the next step towards `wanted`.
inline ByteCount NextSize(ByteCount size, ByteCount wanted) {
  if (wanted < size) {
    return size - range_pieces::PieceOf(size - wanted);
  }
  const ByteCount more = wanted - size;
  return more > kMostMade ? wanted : size + range_pieces::PieceOf(more);
}

/// Does a step; `size` is what the file has then. What was lengthened is as before if a step fails.
inline Result<void> ResizeSome(VmState& vm, Instruction instruction, OpenFile& file,
                               ByteCount wanted, ByteCount& size) {
  const ByteCount old_size = TRY(vm.files.Size(file));
  size = NextSize(old_size, wanted);
  const Result<void> done = vm.files.Resize(file, size);
  vm.ChargeLength(range_pieces::kPiece.value());
  if (!done.ok() && wanted > old_size) {
    TRY(vm.files.Resize(file, old_size - range_pieces::Before(instruction)));
  }
  return done;
}
inline Status ResizeFile(VmState& vm, Instruction instruction) {
  Cell code = 0;
  OpenFile* const file = FileOf(vm, ThrowCode::kResizeFile, vm.data.Top(), code);
  if (file != nullptr) {
    const ByteCount wanted(Unsigned(vm.data.Top(2)));
    ByteCount size = wanted;
    const Result<void> done = vm.data.Top(1) != 0
                                  ? Result<void>(Error::kCapacity)
                                  : ResizeSome(vm, instruction, *file, wanted, size);
    if (done.ok() && size != wanted) {
      return range_pieces::NextPiece(vm, instruction);
    }
    code = FileResultCode(vm, ThrowCode::kResizeFile, done, file->name.view());
  }
  vm.data.Drop(2);
  vm.data.Top() = code;
  return Status::kNext;
}

inline void Flush(VmState& vm, Instruction) {
  Cell code = 0;
  const OpenFile* const file = FileOf(vm, ThrowCode::kFlushFile, vm.data.Top(), code);
  if (file != nullptr) {
    code = FileResultCode(vm, ThrowCode::kFlushFile, vm.files.Flush(*file), file->name.view());
  }
  vm.data.Top() = code;
}

inline constexpr std::array kWords{
    Word{"R/O", Checked<0, 1, AccessMethod<kReadOnly>>, "( -- fam )", "A file is only read."},
    Word{"W/O", Checked<0, 1, AccessMethod<kWriteOnly>>, "( -- fam )", "A file is only written."},
    Word{"R/W", Checked<0, 1, AccessMethod<kReadWrite>>, "( -- fam )",
         "A file is read and written."},
    Word{"BIN", Checked<1, 1, Binary>, "( fam1 -- fam2 )",
         "The same for a binary file, which is like any other."},
    Word{"CREATE-FILE", Checked<3, 2, Open<ThrowCode::kCreateFile>>,
         "( c-addr u fam -- fileid ior )",
         "Make a file, or empty the one of that name, and open it."},
    Word{"OPEN-FILE", Checked<3, 2, Open<ThrowCode::kOpenFile>>, "( c-addr u fam -- fileid ior )",
         "Open the file of that name, at its beginning."},
    Word{"CLOSE-FILE", Checked<1, 1, Close>, "( fileid -- ior )", "Close a file."},
    Word{"DELETE-FILE", Checked<2, 1, Delete>, "( c-addr u -- ior )",
         "Delete the file of that name."},
    Word{"RENAME-FILE", Checked<4, 1, Rename>, "( c-addr1 u1 c-addr2 u2 -- ior )",
         "Give the first file the second name, which no file may have."},
    Word{"FILE-STATUS", Checked<2, 2, FileStatus>, "( c-addr u -- x ior )",
         "Is there a file of that name? x is how it may be opened: R/O or R/W."},
    Word{"FILE-SIZE", Checked<1, 3, Size>, "( fileid -- ud ior )", "How long a file is."},
    Word{"FILE-POSITION", Checked<1, 3, Position>, "( fileid -- ud ior )",
         "Where a file is read or written next."},
    Word{"REPOSITION-FILE", Checked<3, 1, MoveTo>, "( ud fileid -- ior )",
         "Read or write there next; -36 behind the end."},
    Word{"RESIZE-FILE", Checked<3, 1, ResizeFile>, "( ud fileid -- ior )",
         "Cut a file, or lengthen it by zeros."},
    Word{"FLUSH-FILE", Checked<1, 1, Flush>, "( fileid -- ior )",
         "Make what was written outlast the machine, as far as the medium can."},
};

}  // namespace starkernel::forthvm::file_words
