// Functions of the C library that trust pointers, which only fenced code may call
// (docs/safe-subset.md): `#pragma clang unsafe_buffer_usage` lets them in. Included before the
// standard library by every precompiled header, so that its own declarations inherit what is said
// here: a call in our code is an error, one within the library is not.

#if __STDC_HOSTED__
#define SK_C_LIBRARY noexcept
#else
#define SK_C_LIBRARY
#endif

extern "C" {
#pragma clang attribute push([[clang::unsafe_buffer_usage]], apply_to = function)
void* memcpy(void* target, const void* source, decltype(sizeof(0)) size) SK_C_LIBRARY;
void* memmove(void* target, const void* source, decltype(sizeof(0)) size) SK_C_LIBRARY;
void* memset(void* target, int value, decltype(sizeof(0)) size) SK_C_LIBRARY;
int memcmp(const void* left, const void* right, decltype(sizeof(0)) size) SK_C_LIBRARY;
decltype(sizeof(0)) strlen(const char* text) SK_C_LIBRARY;
char* strcpy(char* target, const char* source) SK_C_LIBRARY;
char* strncpy(char* target, const char* source, decltype(sizeof(0)) size) SK_C_LIBRARY;
char* strcat(char* target, const char* source) SK_C_LIBRARY;
char* strncat(char* target, const char* source, decltype(sizeof(0)) size) SK_C_LIBRARY;
int strcmp(const char* left, const char* right) SK_C_LIBRARY;
int strncmp(const char* left, const char* right, decltype(sizeof(0)) size) SK_C_LIBRARY;
void* malloc(decltype(sizeof(0)) size) SK_C_LIBRARY;
void* calloc(decltype(sizeof(0)) count, decltype(sizeof(0)) size) SK_C_LIBRARY;
void* realloc(void* memory, decltype(sizeof(0)) size) SK_C_LIBRARY;
void* aligned_alloc(decltype(sizeof(0)) alignment, decltype(sizeof(0)) size) SK_C_LIBRARY;
void free(void* memory) SK_C_LIBRARY;
#pragma clang attribute pop
}

#undef SK_C_LIBRARY
