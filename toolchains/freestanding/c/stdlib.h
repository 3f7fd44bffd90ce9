// Declarations only: libc++ names these; whoever calls one that src/runtime does not define
// fails to link.
#ifndef STARKERNEL_FREESTANDING_STDLIB_H
#define STARKERNEL_FREESTANDING_STDLIB_H

#include <stddef.h>

#define EXIT_FAILURE 1
#define EXIT_SUCCESS 0
#define RAND_MAX 2147483647
#define MB_CUR_MAX 4

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  int quot, rem;
} div_t;
typedef struct {
  long quot, rem;
} ldiv_t;
typedef struct {
  long long quot, rem;
} lldiv_t;

__attribute__((noreturn)) void abort(void);
int abs(int value);
void* aligned_alloc(size_t alignment, size_t size);
int at_quick_exit(void (*function)(void));
int atexit(void (*function)(void));
double atof(const char* text);
int atoi(const char* text);
long atol(const char* text);
long long atoll(const char* text);
void* bsearch(const void* key, const void* base, size_t count, size_t size,
              int (*compare)(const void*, const void*));
void* calloc(size_t count, size_t size);
div_t div(int numerator, int denominator);
__attribute__((noreturn)) void exit(int status);
__attribute__((noreturn)) void _Exit(int status);
void free(void* memory);
char* getenv(const char* name);
long labs(long value);
ldiv_t ldiv(long numerator, long denominator);
long long llabs(long long value);
lldiv_t lldiv(long long numerator, long long denominator);
void* malloc(size_t size);
int mblen(const char* text, size_t count);
size_t mbstowcs(wchar_t* destination, const char* source, size_t count);
int mbtowc(wchar_t* destination, const char* source, size_t count);
void qsort(void* base, size_t count, size_t size, int (*compare)(const void*, const void*));
__attribute__((noreturn)) void quick_exit(int status);
int rand(void);
void* realloc(void* memory, size_t size);
void srand(unsigned seed);
double strtod(const char* text, char** end);
float strtof(const char* text, char** end);
long strtol(const char* text, char** end, int base);
long double strtold(const char* text, char** end);
long long strtoll(const char* text, char** end, int base);
unsigned long strtoul(const char* text, char** end, int base);
unsigned long long strtoull(const char* text, char** end, int base);
int system(const char* command);
size_t wcstombs(char* destination, const wchar_t* source, size_t count);
int wctomb(char* destination, wchar_t source);

#ifdef __cplusplus
}
#endif
#endif
