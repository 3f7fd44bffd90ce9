#ifndef STARKERNEL_FREESTANDING_MBSTATE_T_H
#define STARKERNEL_FREESTANDING_MBSTATE_T_H

typedef struct {
  unsigned char bytes[8];
} mbstate_t;

#endif
