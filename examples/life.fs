\ Conway's game of life on a board whose edges meet: a glider that comes back to where it began.
\
\ Shows: two buffers that change places, tables drawn in the source, DO ... LOOP over two indices.
\ Needs: CORE, CORE EXT and STRING (COMPARE). Cells of 16 bits are enough.
\ Run:   S" life.fs" INCLUDED

8 CONSTANT side                     \ a power of two: AND then wraps a coordinate
side side * CONSTANT cells#         \ how many there are

CREATE board-a  cells# CHARS ALLOT
CREATE board-b  cells# CHARS ALLOT
board-a VALUE board                 \ one character a cell, 1 if it lives
board-b VALUE scratch               \ where the next generation grows

: wrap ( n -- n' )  side 1- AND ;
: cell-at ( column row -- c-addr )  wrap side * SWAP wrap +  CHARS board + ;
: alive ( column row -- n )  cell-at C@ ;

: neighbours ( column row -- n )    \ living ones among the eight
  0 ROT ROT
  2 -1 DO
    2 -1 DO
      I J OR IF  2DUP J + SWAP I + SWAP alive  >R ROT R> + ROT ROT  THEN
    LOOP
  LOOP 2DROP ;

\ A cell lives with three living neighbours, or with two if it lived before.
: survives ( column row -- n )
  2DUP neighbours  DUP 3 = IF DROP 2DROP 1 EXIT THEN
  2 = IF alive ELSE 2DROP 0 THEN ;

: exchange ( -- )  board scratch TO board TO scratch ;

: generation ( -- )
  side 0 DO
    side 0 DO
      I J survives  J side * I + CHARS scratch + C!
    LOOP
  LOOP exchange ;

: generations ( u -- )  0 ?DO generation LOOP ;

: population ( -- u )  0 cells# 0 DO  board I CHARS + C@ +  LOOP ;

: .board ( -- )
  side 0 DO
    side 0 DO  I J alive IF ." #" ELSE ." ." THEN  LOOP CR
  LOOP ;

: .generation ( u -- )
  ." generation " 0 .R ." , " population 0 .R ."  alive" CR .board CR ;

\ A pattern is drawn in rows of the source, each behind the word that reads it.
VARIABLE row
: clear ( -- )  board cells# CHARS ERASE  0 row ! ;
: | ( "row" -- )
  PARSE-NAME 0 ?DO
    DUP I CHARS + C@ [CHAR] # = IF 1 I row @ cell-at C! THEN
  LOOP DROP  1 row +! ;

clear
| .#......
| ..#.....
| ###.....

CREATE beginning  cells# CHARS ALLOT
board beginning cells# CHARS MOVE
: as-in-the-beginning? ( -- flag )
  board cells# beginning cells# COMPARE 0= ;

: glide ( -- )
  0 .generation
  5 1 DO generation I .generation LOOP
  \ Four generations move a glider by one column and one row: eight times that is once around.
  27 generations ." after 31 generations it is "
  as-in-the-beginning? IF ." home" ELSE ." not home yet" THEN CR
  generation ." after 32 generations it is "
  as-in-the-beginning? IF ." home" ELSE ." not home yet" THEN CR CR ;
glide

clear
| ........
| ........
| ........
| ..###...

: blink ( -- )
  ." A blinker" CR CR
  0 .generation generation 1 .generation generation 2 .generation ;
blink
