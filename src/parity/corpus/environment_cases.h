#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kEnvironmentCases{
    .name = "environment", .line = __LINE__, .text = R"post(
\ What the system says of itself (Forth-2012, 3.2.6)
S" /COUNTED-STRING" ENVIRONMENT? -> 255 -1
S" /HOLD" ENVIRONMENT? -> 256 -1
S" /PAD" ENVIRONMENT? -> 1024 -1
S" ADDRESS-UNIT-BITS" ENVIRONMENT? -> 8 -1
S" FLOORED" ENVIRONMENT? -> 0 -1
S" MAX-CHAR" ENVIRONMENT? -> 255 -1
S" MAX-N" ENVIRONMENT? -> $7FFFFFFFFFFFFFFF -1
S" MAX-U" ENVIRONMENT? -> -1 -1
S" MAX-D" ENVIRONMENT? -> -1 $7FFFFFFFFFFFFFFF -1
S" MAX-UD" ENVIRONMENT? -> -1 -1 -1
S" STACK-CELLS" ENVIRONMENT? -> 1024 -1
S" RETURN-STACK-CELLS" ENVIRONMENT? -> 1024 -1
S" XCHAR-ENCODING" ENVIRONMENT? -ROT TYPE -> -1 | "UTF-8"
S" MAX-XCHAR" ENVIRONMENT? -> $10FFFF -1
S" XCHAR-MAXMEM" ENVIRONMENT? -> 4 -1
S" CORE" ENVIRONMENT? -> -1 -1
S" core" ENVIRONMENT? -> -1 -1
S" BLOCK" ENVIRONMENT? S" BLOCK-EXT" ENVIRONMENT? -> -1 -1 -1 -1
S" FILE" ENVIRONMENT? S" FILE-EXT" ENVIRONMENT? -> -1 -1 -1 -1
S" X:required" ENVIRONMENT? -> -1
S" FLOATING" ENVIRONMENT? -> 0 -1
S" X:structures" ENVIRONMENT? -> -1
S" X:fp-stack" ENVIRONMENT? -> 0
S" NO-SUCH" ENVIRONMENT? -> 0
0 0 ENVIRONMENT? -> 0
0 5 ENVIRONMENT? -> throw -9
1 ENVIRONMENT? -> throw -4
)post"};

}  // namespace starkernel::parity
