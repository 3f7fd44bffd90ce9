\ Loops that only their user ends, one for each kind of code that engines have.
VARIABLE COUNTED
: IDLE CR ." idle begins" CR BEGIN AGAIN ;
: COUNTS CR ." counts begins" CR BEGIN 1 COUNTED +! AGAIN ;
: STEP 1+ ;
: CALLS CR ." calls begins" CR 0 BEGIN STEP STEP AGAIN ;
: NEST DUP IF 1- RECURSE 1+ THEN ;
: NESTS CR ." nests begins" CR BEGIN 300 NEST DROP AGAIN ;
: CATCHES CR ." catches begins" CR ['] COUNTS CATCH . ;
: PLAINLY 0 ENGINE! ENGINE@ . ;
: QUICKLY 1 ENGINE! ENGINE@ . ;
: NATIVELY 2 ENGINE! ENGINE@ . ;
: SHOW S" SEE-CODE STEP" EVALUATE ;
