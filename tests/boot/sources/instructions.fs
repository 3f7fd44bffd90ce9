\ Nanoseconds of three words with each engine, for 68 runs, that everything has been done once, then
\ for 4 and for 68, which are told. Whoever starts this counts instructions, so nothing between two
\ looks at the clock may be the machine's: all is within one window.
: SUM ( -- ) 0 12 0 DO I + I XOR LOOP DROP ;
: FIB ( n -- n ) DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;
: RECURSIVE ( -- ) 3 FIB DROP ;
CREATE ROW 8 CELLS ALLOT
: WALK ( -- ) ROW 8 CELLS + ROW DO I @ 1+ I ! 8 +LOOP ;

: SUMS ( n -- ) 0 DO SUM LOOP ;
: FIBS ( n -- ) 0 DO RECURSIVE LOOP ;
: WALKS ( n -- ) 0 DO WALK LOOP ;

: TIMED ( n xt -- ns ) YIELD TICKS >R EXECUTE TICKS R> - ;
: SHOW ( c-addr u xt -- )
  68 OVER TIMED DROP
  -ROT CR ." took: engine " ENGINE@ . TYPE SPACE 4 OVER TIMED . 68 OVER TIMED . DROP CR ;
: ALL ( -- )
  S" arithmetic" ['] SUMS SHOW  S" recursion" ['] FIBS SHOW  S" memory" ['] WALKS SHOW ;
: EACH ( -- ) 3 1 DO I ENGINE! ALL LOOP ;
EACH BYE
