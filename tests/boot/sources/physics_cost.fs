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
\ Machine code, which is left at each sample: beside itself, and beside the interpreter without physics.
: REPORT-NATIVE ( xt c-addr u -- )
  CR TYPE ."  natively: " DUP OFF OVER ON TUCK MORE . ." ten-thousandths more while it samples, "
  1 ENGINE! SWAP OFF 2 ENGINE!
  < IF ." less" ELSE ." no less" THEN ."  than the interpreter takes without" ;
1 ENGINE!
' SPIN S" empty loop" REPORT
' CALLS S" calls" REPORT
2 ENGINE!
' SPIN S" empty loop" REPORT-NATIVE
' CALLS S" calls" REPORT-NATIVE
CR
