\ For the test of the screen: a coloured line, a box, and more lines than any screen has.
27 CONSTANT ESCAPE
: COLOR ( n -- ) ESCAPE EMIT ." [" 0 .R ." m" ;
31 COLOR ." red" 0 COLOR ."  on black, " 30 COLOR 103 COLOR ." black on yellow" 0 COLOR CR
." ┌─────┐" CR
." │ box │" CR
." └──█──┘" CR
PHYSICS-ON 0 PHYSICS-LOOPS! 64 ' DUP ENTROPY! 16 ' DROP ENTROPY! HEAT PHYSICS-OFF
: LINES ( -- ) 70 0 DO ." line " I . CR LOOP ;
