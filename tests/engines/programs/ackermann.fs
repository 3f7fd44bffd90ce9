\ Ackermann's function of 3 and 6, five times.
: ACKERMANN ( m n -- n )
  OVER 0= IF NIP 1+ EXIT THEN
  DUP 0= IF DROP 1- 1 RECURSE EXIT THEN
  OVER SWAP 1- RECURSE SWAP 1- SWAP RECURSE ;
: BENCH ( -- n ) 0 5 0 DO DROP 3 6 ACKERMANN LOOP ;
