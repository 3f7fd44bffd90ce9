#ifndef STARKERNEL_FREESTANDING_TIME_H
#define STARKERNEL_FREESTANDING_TIME_H

#include <stddef.h>

#define CLOCKS_PER_SEC 1000000

#ifdef __cplusplus
extern "C" {
#endif

typedef long clock_t;
typedef long time_t;
struct timespec {
  time_t tv_sec;
  long tv_nsec;
};
struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};
char* asctime(const struct tm* time);
clock_t clock(void);
char* ctime(const time_t* time);
double difftime(time_t end, time_t start);
struct tm* gmtime(const time_t* time);
struct tm* localtime(const time_t* time);
time_t mktime(struct tm* time);
size_t strftime(char* text, size_t size, const char* format, const struct tm* time);
time_t time(time_t* time);
int timespec_get(struct timespec* time, int base);

#ifdef __cplusplus
}
#endif
#endif
