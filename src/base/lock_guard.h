#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

/// Holds a lock until the end of the scope. Pinned: a lock is given back where it was taken.
template <typename Lock>
class SK_SCOPED_CAPABILITY [[nodiscard]] LockGuard {
 public:
  explicit LockGuard(Lock& lock [[clang::lifetimebound]]) SK_ACQUIRE(lock)
      SK_EXCLUDES(kInterruptContext)
      : lock_(lock) {
    lock_.Lock();
  }
  LockGuard(const LockGuard&) = delete;
  LockGuard& operator=(const LockGuard&) = delete;
  ~LockGuard() SK_RELEASE() { lock_.Unlock(); }

 private:
  Lock& lock_;
};

}  // namespace starkernel
