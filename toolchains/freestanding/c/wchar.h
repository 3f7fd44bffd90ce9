#ifndef STARKERNEL_FREESTANDING_WCHAR_H
#define STARKERNEL_FREESTANDING_WCHAR_H

#include <bits/types/mbstate_t.h>
#include <stddef.h>
#include <stdint.h>

#define WEOF (0xffffffffu)

typedef unsigned int wint_t;

#endif
