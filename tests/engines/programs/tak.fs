\ Takeuchi's function of 18, 12 and 6, ten times.
: TAK ( x y z -- n )
  2 PICK 2 PICK > 0= IF NIP NIP EXIT THEN
  2 PICK 1- 2 PICK 2 PICK RECURSE >R
  OVER 1- OVER 4 PICK RECURSE >R
  1- 2 PICK 2 PICK RECURSE >R
  2DROP R> R> R> SWAP ROT RECURSE ;
: BENCH ( -- n ) 0 10 0 DO DROP 18 12 6 TAK LOOP ;
