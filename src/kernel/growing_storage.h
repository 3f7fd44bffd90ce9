#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/ids.h"
#include "src/base/not_null.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/control_item.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/guest_heap.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/substitution.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/native_home.h"
#include "src/kernel/vm_native.h"
#include "src/kernel_words/body_figures.h"
#include "src/physics/physics.h"
#include "src/physics/word_heat.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {

/// The kernel-held arrays of one VM instance, each as large as its program needs. Their pages, and
/// those of what else is charged for it, count with those of the envelope: together they stay
/// within what the envelope might hold when this was made. Pinned: the VM instance asks it for
/// more.
class GrowingStorage final : public forthvm::StorageKeeper, public heap::Account {
 public:
  /// Both must outlive this; the envelope's limit is this one's business from now on.
  GrowingStorage(heap::Heap& heap [[clang::lifetimebound]],
                 vmm::Envelope& envelope [[clang::lifetimebound]])
      : heap_(heap), envelope_(envelope), limit_(envelope.statistics().limit) {}

  GrowingStorage(const GrowingStorage&) = delete;
  GrowingStorage& operator=(const GrowingStorage&) = delete;
  ~GrowingStorage() = default;

  /// What a VM instance is made with: nothing yet but its envelope and this.
  [[nodiscard]] forthvm::VmStorage AtFirst() [[clang::lifetimebound]] {
    forthvm::VmStorage storage;
    storage.envelope = envelope_.bytes();
    storage.windows = BytesOf(envelope_.windows().pages);
    storage.keeper = this;
    return storage;
  }

  [[nodiscard]] Result<void> Resize(forthvm::StoragePart part, std::size_t count,
                                    forthvm::VmStorage& storage) override;

  /// Lets its VM instance have machine code, made in `natives`, which must outlive this.
  void Use(NativeHome& natives [[clang::lifetimebound]]) { natives_ = &natives; }
  forthvm::NativeEngine* MakeNative(WordId first_id, forthvm::HeaderIndex first)
      [[clang::lifetimebound]] override;
  void DropNative() override {
    if (rarely_used_.has_value()) {
      (*rarely_used_)->native.reset();
    }
  }
  /// Of a VM instance that runs no more: gives back machine code, about so many pages at most; how
  /// many it was.
  PageCount DrainNative(PageCount most);
  /// What its VM instance has as machine code; null if nothing.
  [[nodiscard]] const VmNative* native() const [[clang::lifetimebound]] {
    if (!rarely_used_.has_value()) {
      return nullptr;
    }
    const std::optional<heap::Box<VmNative>>& native = (*rarely_used_)->native;
    return native.has_value() ? &**native : nullptr;
  }

  [[nodiscard]] Result<void> Charge(ByteCount bytes) override { return SetCharged(bytes_ + bytes); }
  void Refund(ByteCount bytes) override {
    Discard(SetCharged(bytes_ - bytes), "what it had it may have");
  }

  /// What all arrays take of the heap, with the table of those that are rarely used, and what else
  /// is charged.
  [[nodiscard]] ByteCount bytes() const { return bytes_; }
  /// What a table shows of it and its envelope.
  [[nodiscard]] kernel_words::BodyFigures figures() const;

 private:
  /// The arrays of those that compile, and of what most never use: apart, since there can be a
  /// million VM instances that execute what they share and wait.
  struct RarelyUsed {
    heap::Array<forthvm::Instruction> code;
    heap::Array<forthvm::WordHeader> words;
    heap::Array<std::uint32_t> name_slots;
    heap::Array<char> names;
    heap::Array<forthvm::ControlItem> control_items;
    heap::Array<char> included_names;
    heap::Array<forthvm::HeapBlock> heap_blocks;
    heap::Array<forthvm::Substitution> substitutions;
    heap::Array<forthvm::NamedLocal> local_names;
    heap::Array<forthvm::OpenDefinition> outer_definitions;
    heap::Array<physics::Physics> physics;
    heap::Array<physics::WordHeat> heats;
    std::optional<heap::Box<VmNative>> native;
  };

  /// An array of `count` elements, the first of which are the same.
  template <typename T>
  [[nodiscard]] Result<heap::Array<T>> CopyOf(const heap::Array<T>& array, std::size_t count);
  /// Replaces an array by one of `count` elements, the first of which are the same.
  template <typename T>
  [[nodiscard]] Result<void> Replace(heap::Array<T>& array, std::size_t count, std::span<T>& span);
  [[nodiscard]] Result<void> ReplaceWords(std::size_t count, forthvm::VmStorage& storage);
  /// The same for an array that is rarely used.
  template <typename T>
  [[nodiscard]] Result<void> Replace(heap::Array<T> RarelyUsed::* array, std::size_t count,
                                     std::span<T>& span);
  [[nodiscard]] Result<NotNull<RarelyUsed*>> PrepareRarelyUsed() [[clang::lifetimebound]];
  /// Lets the envelope hold as much less as so many bytes take.
  [[nodiscard]] Result<void> SetCharged(ByteCount bytes);

  heap::Heap& heap_;
  vmm::Envelope& envelope_;
  NativeHome* natives_ = nullptr;  ///< Null: its VM instance has no machine code.
  PageCount limit_;                ///< Of the envelope and the arrays together.
  ByteCount bytes_;
  heap::Array<forthvm::Cell> data_stack_;
  heap::Array<forthvm::Cell> return_stack_;
  heap::Array<forthvm::Frame> frames_;
  heap::Array<forthvm::LoopParameters> loops_;
  heap::Array<forthvm::InputSource> sources_;
  heap::Array<forthvm::ExceptionFrame> exceptions_;
  heap::Array<forthvm::OpenFile> files_;
  std::optional<heap::Box<RarelyUsed>> rarely_used_;  ///< From the first of them on.
};

}  // namespace starkernel::kernel
