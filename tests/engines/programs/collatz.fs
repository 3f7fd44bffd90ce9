\ The longest way to 1 from any number below 20000, halving even numbers and taking 3 n + 1 of odd
\ ones.
: STEPS ( n -- steps )
  0 SWAP BEGIN DUP 1 <> WHILE
    DUP 1 AND IF 3 * 1+ ELSE 2/ THEN
    SWAP 1+ SWAP
  REPEAT DROP ;
: BENCH ( -- n ) 0 20000 1 DO I STEPS MAX LOOP ;
