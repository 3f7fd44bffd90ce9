#pragma once

// Clang's thread-safety analysis under names that collide with nothing (Clang documentation,
// "Thread Safety Analysis"). -Wthread-safety, an error in all of our code, checks at compile time
// that data is touched and functions are called with the right capabilities held. A capability is
// a lock or a role (see role.h). Attributes stand behind a declaration:
//
//     SpinLock lock_;
//     PageCount free_ SK_GUARDED_BY(lock_);
//     void Compact() SK_REQUIRES(lock_);

/// The class is a capability; `name` is what diagnostics call it, for example "spin lock".
#define SK_CAPABILITY(name) __attribute__((capability(name)))

/// The class acquires a capability when constructed and gives it back when destroyed.
#define SK_SCOPED_CAPABILITY __attribute__((scoped_lockable))

/// The data may be touched only while the capability is held.
#define SK_GUARDED_BY(capability) __attribute__((guarded_by(capability)))

/// What the pointer points to may be touched only while the capability is held.
#define SK_POINTEE_GUARDED_BY(capability) __attribute__((pt_guarded_by(capability)))

/// The caller holds the capabilities, before and after the call.
#define SK_REQUIRES(...) __attribute__((requires_capability(__VA_ARGS__)))
#define SK_REQUIRES_SHARED(...) __attribute__((requires_shared_capability(__VA_ARGS__)))

/// The caller does not hold the capabilities. Checked as far as the caller is known to hold one.
#define SK_EXCLUDES(...) __attribute__((locks_excluded(__VA_ARGS__)))

/// The function acquires the capabilities, or `this` if none is named, and returns with them.
#define SK_ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define SK_ACQUIRE_SHARED(...) __attribute__((acquire_shared_capability(__VA_ARGS__)))

/// The same if it returns `success`, which comes first.
#define SK_TRY_ACQUIRE(...) __attribute__((try_acquire_capability(__VA_ARGS__)))

/// The function gives the capabilities back, or `this`, or in a scoped class what it acquired.
#define SK_RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))
#define SK_RELEASE_SHARED(...) __attribute__((release_shared_capability(__VA_ARGS__)))

/// The function makes sure, at run time, that the capability is held, and does not return if it
/// is not.
#define SK_ASSERT_CAPABILITY(capability) __attribute__((assert_capability(capability)))

/// The function returns a reference to the capability.
#define SK_RETURN_CAPABILITY(capability) __attribute__((lock_returned(capability)))

/// The lock is always acquired after, or before, the others, if both are held.
#define SK_ACQUIRED_AFTER(...) __attribute__((acquired_after(__VA_ARGS__)))
#define SK_ACQUIRED_BEFORE(...) __attribute__((acquired_before(__VA_ARGS__)))

/// The function's body is not analysed: only for what implements a capability.
#define SK_NO_THREAD_SAFETY_ANALYSIS __attribute__((no_thread_safety_analysis))
