\ The sieve of Eratosthenes: the primes below 1000, and how many there are below other limits.
\
\ Shows: arrays of characters, BEGIN ... WHILE ... REPEAT, counted loops, numbers in columns.
\ Needs: CORE and CORE EXT. Cells of 16 bits are enough.
\ Run:   S" sieve.fs" INCLUDED

10000 CONSTANT limit
CREATE composites  limit CHARS ALLOT    \ a flag for each number below the limit

: composite ( n -- c-addr )  CHARS composites + ;
: prime? ( n -- flag )  composite C@ 0= ;

\ The multiples of a prime below its square have smaller factors: they are marked already.
: mark-multiples ( n -- )
  DUP DUP * BEGIN DUP limit < WHILE
    1 OVER composite C!  OVER +
  REPEAT 2DROP ;

: sieve ( -- )
  composites limit CHARS ERASE
  2 BEGIN DUP DUP * limit < WHILE
    DUP prime? IF DUP mark-multiples THEN  1+
  REPEAT DROP ;

: primes-below ( n -- u )
  0 SWAP 2 ?DO  I prime? IF 1+ THEN  LOOP ;

: largest-below ( n -- n' )
  BEGIN 1- DUP prime? UNTIL ;

VARIABLE column
: .in-column ( n -- )
  6 .R  1 column +!  column @ 10 = IF CR 0 column ! THEN ;

: .primes-below ( n -- )
  0 column !
  2 ?DO  I prime? IF I .in-column THEN  LOOP
  column @ IF CR THEN ;

: .count ( n -- )
  DUP primes-below 5 .R ."  primes below " DUP 5 .R ." , the largest is " largest-below 0 .R CR ;

sieve
1000 .primes-below
10 .count  100 .count  1000 .count  10000 .count
