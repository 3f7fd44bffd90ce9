// What new- and delete-expressions call, which only fenced code may do (docs/safe-subset.md).
// Included before the standard library by the precompiled headers of the kernel and the tools.
// These turn the warning off for the library alone; in fenced code `#pragma clang diagnostic` does.
// Not for tests: GoogleTest's macros write new-expressions into them.

#include <__config>

#define SK_POISONED [[deprecated("new and delete belong into the fence: docs/safe-subset.md")]]
namespace std {
enum class align_val_t : decltype(sizeof(0));
struct nothrow_t;
}  // namespace std
SK_POISONED void* operator new(decltype(sizeof(0)) size);
SK_POISONED void* operator new[](decltype(sizeof(0)) size);
SK_POISONED void* operator new(decltype(sizeof(0)) size, const std::nothrow_t&) noexcept;
SK_POISONED void* operator new[](decltype(sizeof(0)) size, const std::nothrow_t&) noexcept;
SK_POISONED void* operator new(decltype(sizeof(0)) size, std::align_val_t alignment);
SK_POISONED void* operator new[](decltype(sizeof(0)) size, std::align_val_t alignment);
SK_POISONED void operator delete(void* memory) noexcept;
SK_POISONED void operator delete[](void* memory) noexcept;
SK_POISONED void operator delete(void* memory, decltype(sizeof(0)) size) noexcept;
SK_POISONED void operator delete[](void* memory, decltype(sizeof(0)) size) noexcept;
SK_POISONED void operator delete(void* memory, std::align_val_t alignment) noexcept;
SK_POISONED void operator delete[](void* memory, std::align_val_t alignment) noexcept;
SK_POISONED void operator delete(void* memory, decltype(sizeof(0)) size,
                                 std::align_val_t alignment) noexcept;
SK_POISONED void operator delete[](void* memory, decltype(sizeof(0)) size,
                                   std::align_val_t alignment) noexcept;
// Placement new; libc++ defines it with this macro, which is part of the function's identity.
SK_POISONED _LIBCPP_HIDE_FROM_ABI inline void* operator new(decltype(sizeof(0)) size,
                                                            void* place) noexcept;
SK_POISONED _LIBCPP_HIDE_FROM_ABI inline void* operator new[](decltype(sizeof(0)) size,
                                                              void* place) noexcept;
#undef SK_POISONED
