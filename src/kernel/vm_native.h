#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/word_header.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/kernel/native_home.h"
#include "src/kernel/vm_code.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"
#include "src/native/native_vm.h"

namespace starkernel::kernel {

/// The native engine of one VM instance, with what it keeps: machine code, and records of it that
/// grow with its definitions. All that, this itself included, is charged to the VM instance's
/// account, until this dies. Pinned: its parts refer to each other.
class VmNative final : public forthvm::NativeEngine, private native::RecordKeeper {
 public:
  /// Both outlive it. `first` is the first word that can get machine code. Error::kOutOfMemory,
  /// Error::kCapacity.
  [[nodiscard]] static Result<heap::Box<VmNative>> Create(NativeHome& home [[clang::lifetimebound]],
                                                          heap::Account& account
                                                          [[clang::lifetimebound]],
                                                          const native::NativeVm::Beginning& first);

  /// For Create.
  VmNative(NativeHome& home, heap::Account& account, VmCode code,
           const native::NativeVm::Beginning& first)
      : home_(home),
        account_(account),
        code_(std::move(code)),
        native_(code_, {}, home.workshop(), first) {
    native_.Use(*this);
  }
  VmNative(const VmNative&) = delete;
  VmNative& operator=(const VmNative&) = delete;
  ~VmNative();

  [[nodiscard]] TakenUp TakeUp(forthvm::VmState& vm, std::size_t most) override {
    return native_.TakeUp(vm, most);
  }
  void Run(forthvm::VmState& vm) override { native_.Run(vm); }
  [[nodiscard]] std::span<const std::byte> CodeOf(const forthvm::VmState& vm,
                                                  forthvm::HeaderIndex word) const
      [[clang::lifetimebound]] override {
    return native_.CodeOf(vm, word);
  }
  void Forget(forthvm::HeaderIndex first) override { native_.Forget(first); }

  /// Gives back pages of code, at most so many; how many it was. Nothing is executed any more.
  PageCount Drain(PageCount most);

  /// How much machine code there is.
  [[nodiscard]] ByteCount code_size() const { return code_.end() - code_.base(); }

 private:
  [[nodiscard]] bool Provide(const Counts& counts, native::Records& records) override;
  /// Has an array hold at least so many; false if it may not.
  template <typename T>
  [[nodiscard]] bool Grow(heap::Array<T>& array, std::size_t count, std::span<T>& span);

  NativeHome& home_;
  heap::Account& account_;
  VmCode code_;
  heap::Array<native::Definition> definitions_;
  heap::Array<native::Entry> entries_;
  heap::Array<std::uint32_t> returns_;
  heap::Array<std::uint32_t> begins_;
  native::NativeVm native_;
};

}  // namespace starkernel::kernel
