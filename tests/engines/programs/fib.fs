\ The 30th number of Fibonacci, by calls alone.
: FIB ( n -- n ) DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;
: BENCH ( -- n ) 30 FIB ;
