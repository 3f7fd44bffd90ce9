#pragma once

#include "src/base/thread_annotations.h"

namespace starkernel {

/// A capability of the thread-safety analysis without anything at run time: a circumstance that
/// code runs in. Data guarded by a role is touched, and functions that require it are called, only
/// in that circumstance.
class SK_CAPABILITY("role") Role {
 public:
  constexpr Role() = default;
  Role(const Role&) = delete;
  Role& operator=(const Role&) = delete;
  ~Role() = default;
};

/// Takes a role for a scope. Only for what brings the circumstance about itself: whatever lets a
/// simulated interrupt in, and tests.
class SK_SCOPED_CAPABILITY [[nodiscard]] ScopedRole {
 public:
  explicit ScopedRole(const Role& role) SK_ACQUIRE(role) { static_cast<void>(role); }
  ScopedRole(const ScopedRole&) = delete;
  ScopedRole& operator=(const ScopedRole&) = delete;
  ~ScopedRole() SK_RELEASE() {}
};

}  // namespace starkernel
