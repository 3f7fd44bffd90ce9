\ Whole numbers of any length: factorials, powers of two and Fibonacci numbers to the last digit.
\
\ Shows: a data type over plain memory, carries, defining words with CREATE ... DOES>.
\ Needs: CORE and CORE EXT. Cells of 16 bits are enough: a digit has base 100, so that a digit times
\        a factor up to 300 and a carry is below 32768.
\ Run:   S" bignum.fs" INCLUDED

100 CONSTANT radix
150 CONSTANT digits                 \ in a number: 300 decimal places
300 CONSTANT largest-factor

\ A big number is its digits, each a cell, the lowest first.
: bignum ( "name" -- )  CREATE digits CELLS ALLOT ;
: digit ( big n -- a-addr )  CELLS + ;
: put ( n big -- )   \ n below the radix
  DUP digits CELLS ERASE  ! ;
: copy ( from to -- )  digits CELLS MOVE ;

: overflow? ( carry -- )  ABORT" number too large" ;

: times ( big n -- )
  DUP largest-factor > ABORT" factor too large"
  0 digits 0 DO                     ( big n carry )
    2 PICK I digit @  2 PICK *  +  radix /MOD
    SWAP 3 PICK I digit !
  LOOP overflow? 2DROP ;

: plus ( from to -- )
  0 digits 0 DO                     ( from to carry )
    2 PICK I digit @ +  OVER I digit @ +  radix /MOD
    SWAP 2 PICK I digit !
  LOOP overflow? 2DROP ;

: leading ( big -- n )   \ the place of the highest digit that is not zero; 0 if there is none
  digits 1- BEGIN 2DUP digit @ 0=  OVER 0> AND WHILE 1- REPEAT NIP ;

: length ( big -- u )   \ in decimal places
  DUP leading TUCK digit @  10 < IF 2* 1+ ELSE 1+ 2* THEN ;

\ Printed in lines of 60 decimal places.
VARIABLE column
: .place ( n -- )
  column @ 60 = IF CR 4 SPACES 0 column ! THEN
  [CHAR] 0 + EMIT  1 column +! ;
: .pair ( n -- )  10 /MOD .place .place ;

: .big ( big -- )
  4 SPACES 0 column !
  DUP leading  2DUP digit @  DUP 10 < IF .place ELSE .pair THEN
  BEGIN DUP WHILE 1- 2DUP digit @ .pair REPEAT 2DROP CR ;

: .decimal-places ( big -- )  ."  (" length 0 .R ."  places)" CR ;

bignum product
: factorial ( n -- )   \ to product
  1 product put  1+ 2 ?DO product I times LOOP ;
: .factorial ( n -- )
  DUP factorial  0 .R ." ! =" product .decimal-places product .big ;

: power-of-two ( n -- )   \ to product
  1 product put  0 ?DO product 2 times LOOP ;
: .power-of-two ( n -- )
  DUP power-of-two  ." 2^" 0 .R ."  =" product .decimal-places product .big ;

bignum this
bignum last-one
bignum sum
: fibonacci ( n -- )   \ to this
  0 this put  1 last-one put
  0 ?DO
    this sum copy  last-one sum plus
    this last-one copy  sum this copy
  LOOP ;
: .fibonacci ( n -- )
  DUP fibonacci  ." F(" 0 .R ." ) =" this .decimal-places this .big ;

5 .factorial  20 .factorial  52 .factorial  100 .factorial
64 .power-of-two  256 .power-of-two
10 .fibonacci  100 .fibonacci  300 .fibonacci
