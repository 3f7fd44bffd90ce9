#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/kernel/spawned_vm.h"
#include "src/pmm/bitmap.h"

namespace starkernel::kernel {

/// Packs the memory of VM instances that wait, while memory is short: as far as anybody can tell
/// who does not look at what is free, they are as before. Who is packed runs this until its memory
/// is there again, and what it is after that.
class VmPacker final : public arbiter::Runnable {
 public:
  /// Who knows them.
  class Keeper {
   public:
    /// What one lives in that may be packed, by its place; null for others.
    [[nodiscard]] virtual SpawnedVm* PackableAt(std::uint32_t place) [[clang::lifetimebound]] = 0;
    /// Makes room for one that is to have its memory back; whether there is more than before.
    [[nodiscard]] virtual bool MakeRoom() = 0;

   protected:
    ~Keeper() = default;
  };

  /// VM instances that one step looks at, and that it packs, at most: that takes about what giving
  /// back kStepsBetweenWindows of the nursery does.
  static constexpr std::size_t kLooksInAStep = 64;
  static constexpr std::size_t kPackedInAStep = 4;
  /// Of those that are not to be looked at one look passes over so many places.
  static constexpr std::uint64_t kPassedInALook = 4096;
  /// How long one whose memory there is no room for waits before that is looked at again.
  static constexpr Nanoseconds kRetryAfter{1'000'000};

  /// Both outlive this.
  VmPacker(arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]],
           Keeper& keeper [[clang::lifetimebound]])
      : arbiter_(vm_arbiter), keeper_(keeper) {}
  VmPacker(const VmPacker&) = delete;
  VmPacker& operator=(const VmPacker&) = delete;
  ~VmPacker() = default;

  /// Makes room to note who may be packed, once only. Error::kOutOfMemory.
  [[nodiscard]] Result<void> SetUp(heap::Heap& heap);

  /// From now on one has memory that may be packed, or has none.
  void Add(std::uint32_t place) { unpacked_.Set(place, 1); }
  void Remove(std::uint32_t place) { unpacked_.Clear(place, 1); }

  /// Has all that may be packed looked at once more.
  void Begin() { left_ = arbiter_.vms().capacity(); }
  /// Whether all have been looked at since.
  [[nodiscard]] bool is_done() const { return left_ == 0; }

  /// Goes on behind who was looked at last, a step; how many were packed.
  std::size_t Step();

  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override;
  [[nodiscard]] std::string_view Manner() const [[clang::lifetimebound]] override {
    return "packed";
  }

 private:
  [[nodiscard]] bool TryPack(std::uint32_t place);

  arbiter::CpuArbiter& arbiter_;
  Keeper& keeper_;
  heap::Array<std::uint64_t> words_;
  pmm::Bitmap unpacked_;    ///< Places of those that have memory that may be packed, in `words_`.
  std::uint64_t next_ = 0;  ///< The place that is looked at next.
  std::uint64_t left_ = 0;  ///< Places to be looked at.
};

}  // namespace starkernel::kernel
