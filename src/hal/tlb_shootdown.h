#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/cache_line.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// Which processors, by their numbers from 0 on: a bit each.
using ProcessorSet = std::uint64_t;

/// Has several processors forget translations that page tables no longer hold (Intel SDM volume 3,
/// 4.10.5): they share the tables, but each has a translation cache of its own, which nobody else
/// can empty.
///
/// One processor changes the tables and calls Forget; the others are interrupted and call Serve.
/// When Forget returns, no processor uses what the tables held before, so that the frames behind it
/// may be given away. It may be called by several processors at once: while one waits it serves the
/// others. A processor that does not walk the tables is not waited for.
class TlbShootdown {
 public:
  static constexpr std::size_t kMaximumProcessors = 64;

  /// What a machine gives to the protocol.
  class Processors {
   public:
    /// Has the calling processor forget `pages` translations from `first` on.
    virtual void ForgetHere(VirtAddr first, PageCount pages) = 0;
    /// Interrupts each of `others`, which then calls Serve. A processor that has been interrupted
    /// already may be interrupted once more, for nothing.
    virtual void Interrupt(ProcessorSet others) = 0;

   protected:
    ~Processors() = default;
  };

  /// `processors` must outlive this.
  constexpr explicit TlbShootdown(Processors& processors [[clang::lifetimebound]])
      : processors_(processors) {}
  TlbShootdown(const TlbShootdown&) = delete;
  TlbShootdown& operator=(const TlbShootdown&) = delete;
  ~TlbShootdown() = default;

  /// `self`, the calling processor, is about to walk the tables: to be called before it loads their
  /// root, which also forgets all that it knew. Processors are below kMaximumProcessors.
  void Enter(std::size_t self);

  /// `self` has forgotten the tables and walks others. It may still be interrupted for what was
  /// begun before.
  void Leave(std::size_t self);

  /// All processors that walk the tables, `self` among them, forget `pages` translations from
  /// `first` on. The tables have been changed before. Waits for the others, with interrupts on or
  /// off.
  void Forget(std::size_t self, VirtAddr first, PageCount pages);

  /// Does what others want of `self`, if anything. For the handler of the interrupt, and for a
  /// processor that waits with interrupts off for one that might be in Forget. Bounded by the
  /// number of processors.
  void Serve(std::size_t self);

  /// Who walks the tables.
  [[nodiscard]] ProcessorSet active() const { return active_.load(); }

 private:
  /// What one processor wants of others: written by it alone, but for the bits that they clear.
  struct alignas(kCacheLineSize) Request {
    std::atomic<ProcessorSet> waiting_for = 0;  ///< Who has not answered yet.
    VirtAddr first;
    PageCount pages;
  };

  Processors& processors_;
  std::atomic<ProcessorSet> active_ = 0;
  std::atomic<ProcessorSet> requesters_ = 0;  ///< Whose requests may be waiting for somebody.
  std::array<Request, kMaximumProcessors> requests_{};
};

}  // namespace starkernel::hal
