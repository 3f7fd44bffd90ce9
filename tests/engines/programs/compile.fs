\ A definition of 12 words compiled 2000 times.
: LINE ( -- c-addr u )
  S" :NONAME DUP 1 + SWAP 2 * OVER - DROP DUP 1+ ; DROP 1+" ;
: BENCH ( -- n ) 0 2000 0 DO LINE EVALUATE LOOP ;
