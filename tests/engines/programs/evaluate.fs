\ 40 tokens of text interpreted 2000 times.
: LINE ( -- c-addr u )
  S" 1+ DUP DROP 2 + 3 - DUP DROP 4 + 5 - 1+ 1- DUP DROP 6 + 7 - NEGATE NEGATE DUP DROP 8 + 9 - 1+ 1- 1 + 1 - DUP DROP" ;
: BENCH ( -- n ) 0 2000 0 DO LINE EVALUATE LOOP ;
