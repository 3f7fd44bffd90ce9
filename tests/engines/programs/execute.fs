\ One of four words after the other by its token, a million times.
: ADD-ONE ( n -- n ) 1+ ;
: DOUBLE ( n -- n ) 2* ;
: FLIP ( n -- n ) 21845 XOR ;
: CUT ( n -- n ) 65535 AND ;
CREATE ACTIONS ' ADD-ONE , ' DOUBLE , ' FLIP , ' CUT ,
: BENCH ( -- n ) 1 1000000 0 DO ACTIONS I 3 AND CELLS + @ EXECUTE LOOP ;
