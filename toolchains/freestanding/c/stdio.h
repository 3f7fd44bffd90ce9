// Declarations only: libc++ names these; none of them exists on bare metal.
#ifndef STARKERNEL_FREESTANDING_STDIO_H
#define STARKERNEL_FREESTANDING_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#define BUFSIZ 512
#define EOF (-1)

#ifdef __cplusplus
extern "C" {
#endif

typedef struct starkernel_no_file FILE;
typedef long fpos_t;

void clearerr(FILE* file);
int fclose(FILE* file);
int feof(FILE* file);
int ferror(FILE* file);
int fflush(FILE* file);
int fgetc(FILE* file);
int fgetpos(FILE* file, fpos_t* position);
char* fgets(char* text, int size, FILE* file);
FILE* fopen(const char* name, const char* mode);
int fprintf(FILE* file, const char* format, ...);
int fputc(int character, FILE* file);
int fputs(const char* text, FILE* file);
size_t fread(void* items, size_t size, size_t count, FILE* file);
FILE* freopen(const char* name, const char* mode, FILE* file);
int fscanf(FILE* file, const char* format, ...);
int fseek(FILE* file, long offset, int origin);
int fsetpos(FILE* file, const fpos_t* position);
long ftell(FILE* file);
size_t fwrite(const void* items, size_t size, size_t count, FILE* file);
int getc(FILE* file);
int getchar(void);
void perror(const char* text);
int printf(const char* format, ...);
int putc(int character, FILE* file);
int putchar(int character);
int puts(const char* text);
int remove(const char* name);
int rename(const char* old_name, const char* new_name);
void rewind(FILE* file);
int scanf(const char* format, ...);
void setbuf(FILE* file, char* buffer);
int setvbuf(FILE* file, char* buffer, int mode, size_t size);
int snprintf(char* destination, size_t size, const char* format, ...);
int sprintf(char* destination, const char* format, ...);
int sscanf(const char* text, const char* format, ...);
FILE* tmpfile(void);
char* tmpnam(char* name);
int ungetc(int character, FILE* file);
int vfprintf(FILE* file, const char* format, va_list arguments);
int vfscanf(FILE* file, const char* format, va_list arguments);
int vprintf(const char* format, va_list arguments);
int vscanf(const char* format, va_list arguments);
int vsnprintf(char* destination, size_t size, const char* format, va_list arguments);
int vsprintf(char* destination, const char* format, va_list arguments);
int vsscanf(const char* text, const char* format, va_list arguments);

#ifdef __cplusplus
}
#endif
#endif
