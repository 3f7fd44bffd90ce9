\ What physics costs, in nanoseconds of a machine whose clock counts instructions.
: FIB ( n1 -- n2 ) DUP 2 < IF DROP 1 EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;
: SPIN ( -- ) 8000000 0 DO LOOP ;
: CALLS ( -- ) 25 FIB DROP ;
: COST ( xt -- ns ) TICKS SWAP EXECUTE TICKS SWAP - ;
\ ns2 beside ns1, in ten-thousandths more.
: MORE ( ns1 ns2 -- n ) OVER - 10000 ROT */ ;
: OFF ( xt -- ns ) DUP EXECUTE COST ;
: ON ( xt -- ns ) PHYSICS-ON COST PHYSICS-OFF ;
: EXACT ( xt -- ns ) PHYSICS-ON 0 PHYSICS-PERIOD! COST PHYSICS-OFF ;
: REPORT ( xt c-addr u -- )
  CR TYPE ." : " DUP OFF
  OVER ON >R OVER OFF
  OVER SWAP MORE DUP . ." ten-thousandths more after it was on, "
  ABS 2 < IF ." none, " ELSE ." some, " THEN
  DUP R> MORE DUP . ." more while it samples, "
  200 > IF ." above 2 %, " ELSE ." within 2 %, " THEN
  SWAP EXACT SWAP / . ." times as long where it is exact" ;
' SPIN S" empty loop" REPORT
' CALLS S" calls" REPORT
CR
