\ Eight queens: all 92 ways to put eight queens on a chess board so that none attacks another.
\
\ Shows: search with RECURSE and backtracking, DEFER for what is done with a solution.
\ Needs: CORE and CORE EXT.
\ Run:   S" queens.fs" INCLUDED

8 CONSTANT largest
VARIABLE size           \ of the board: rows, columns and queens
VARIABLE solutions      \ found so far

\ Where the queen of each row stands; what she attacks is marked in the other three.
CREATE queens      largest CELLS ALLOT
CREATE columns     largest CELLS ALLOT
CREATE rising      largest 2* CELLS ALLOT    \ row + column is the same along these
CREATE falling     largest 2* CELLS ALLOT    \ row - column, moved up to be positive

: queen ( row -- a-addr )  CELLS queens + ;
: column ( column -- a-addr )  CELLS columns + ;
: rise ( row column -- a-addr )  + CELLS rising + ;
: fall ( row column -- a-addr )  - largest + CELLS falling + ;

: attacked? ( row column -- flag )
  2DUP rise @ >R  2DUP fall @ >R  NIP column @  R> OR  R> OR ;

: mark ( flag row column -- )
  2 PICK OVER column !
  2 PICK ROT ROT  2DUP rise >R fall  2DUP !  DROP R> ! DROP ;

: put ( row column -- )   2DUP SWAP queen !  TRUE ROT ROT mark ;
: take ( row column -- )  FALSE ROT ROT mark ;

DEFER found ( -- )      \ done for each solution

: solve ( row -- )      \ with queens in all rows before
  DUP size @ = IF DROP 1 solutions +! found EXIT THEN
  size @ 0 DO
    DUP I attacked? 0= IF
      DUP I put  DUP 1+ RECURSE  DUP I take
    THEN
  LOOP DROP ;

: all-solutions ( size -- )
  size ! 0 solutions !
  columns largest CELLS ERASE
  rising largest 2* CELLS ERASE  falling largest 2* CELLS ERASE
  0 solve ;

\ A solution as a number: the column of the queen in each row, from 1.
: .digits ( -- )
  solutions @ 8 MOD 1 = IF CR ELSE SPACE THEN
  size @ 0 DO  I queen @ 1+ 0 .R  LOOP ;

: .board ( -- )
  size @ 0 DO
    size @ 0 DO
      J queen @ I = IF ." Q" ELSE ." ." THEN
      I 1+ size @ < IF SPACE THEN
    LOOP CR
  LOOP ;

: first-board ( -- )  solutions @ 1 = IF .board THEN ;
: nothing ( -- ) ;

: .count ( n -- )
  ['] nothing IS found
  DUP all-solutions
  DUP 0 .R ."  queens: " solutions @ 0 .R CR DROP ;

: .counts ( -- )  largest 1+ 1 DO I .count LOOP ;

' first-board IS found  largest all-solutions
' .digits IS found      largest all-solutions  CR
CR .counts
