\ A hundred digits of pi, one after the other, by the spigot of Rabinowitz and Wagon (1995).
\
\ pi is 2 + 1/3 (2 + 2/5 (2 + 3/7 (2 + ...))): the digit 2 in every place of a number whose places
\ have the bases 10, 3/1, 5/2, 7/3 ... Times ten, with carries from the right, the next digit falls
\ out on the left.
\
\ Shows: arithmetic with mixed bases; holding back what a carry may still change.
\ Needs: CORE and CORE EXT; cells of 32 bits or more, which it checks.
\ Run:   S" pi.fs" INCLUDED

: require-wide-cells ( -- )
  -1 1 RSHIFT 32767 U> 0= ABORT" pi.fs needs cells of 32 bits or more" ;
require-wide-cells

100 CONSTANT digits
digits 10 * 3 / 1+ CONSTANT places          \ ten thirds for each digit
CREATE remainders  places CELLS ALLOT

: remainder ( n -- a-addr )  CELLS remainders + ;
: start ( -- )  places 0 DO  2 I remainder !  LOOP ;

\ Place n has base (2n+1)/n: what is carried out of it is a multiple of n.
: reduce ( carry n -- carry' )
  >R  R@ remainder @ 10 * +                 ( x )
  R@ 2* 1+ /MOD                             ( remainder quotient )
  SWAP R@ remainder !  R> * ;

: next-digit ( -- n )   \ 0 to 10: a ten is a carry into the digits before
  0  1 places 1- DO  I reduce  -1 +LOOP
  0 remainder @ 10 * +  10 /MOD  SWAP 0 remainder ! ;

\ Digits come out in groups of ten, five groups to a line, behind the 3 and the point.
VARIABLE printed
: .digit ( n -- )
  printed @ digits > IF DROP EXIT THEN
  [CHAR] 0 + EMIT  1 printed +!
  printed @ 1 = IF ." ." CR EXIT THEN
  printed @ 1- 50 MOD 0= IF CR EXIT THEN
  printed @ 1- 10 MOD 0= IF SPACE THEN ;

\ A digit waits until it is known that no carry will change it, and nines wait behind it.
VARIABLE waiting        \ the digit, or -1 before the first
VARIABLE nines          \ how many nines wait

: release ( carry -- )  \ all that waits, with a carry of 0 or 1
  waiting @ 0< 0= IF DUP waiting @ + .digit THEN
  nines @ 0 ?DO  DUP IF 0 ELSE 9 THEN .digit  LOOP
  DROP 0 nines ! ;

: produce ( n -- )
  DUP 9 = IF DROP 1 nines +! EXIT THEN
  DUP 10 = IF 1 release DROP 0 ELSE 0 release THEN  waiting ! ;

: pi ( -- )
  start  -1 waiting !  0 nines !  0 printed !
  BEGIN next-digit produce printed @ digits > UNTIL ;

pi
