\ The towers of Hanoi: moves a pile of disks from one peg to another, never a larger on a smaller.
\
\ Shows: locals, recursion, stacks as a data type of one's own.
\ Needs: CORE, CORE EXT, LOCALS EXT ({: :}).
\ Run:   S" hanoi.fs" INCLUDED

10 CONSTANT largest

\ A peg is the number of its disks and the disks, the lowest first.
: peg ( "name" -- )  CREATE 0 , largest CELLS ALLOT ;
: height ( peg -- u )  @ ;
: disk ( peg n -- a-addr )  1+ CELLS + ;
: top ( peg -- disk )   \ larger than any if the peg is bare
  DUP height IF DUP height 1- disk @ ELSE DROP largest 1+ THEN ;

peg left-peg   peg middle-peg   peg right-peg

: lift ( peg -- disk )  DUP top  -1 ROT +! ;
: lower ( disk peg -- )
  2DUP top < 0= ABORT" a disk lies on a smaller one"
  1 OVER +!  DUP height 1- disk ! ;

VARIABLE moves
DEFER show ( -- )

: move-disk {: source target -- :}
  source lift target lower  1 moves +!  show ;

: move-pile {: disks source target spare -- :}
  disks IF
    disks 1- source spare target RECURSE
    source target move-disk
    disks 1- spare target source RECURSE
  THEN ;

: start {: disks -- :}
  0 left-peg !  0 middle-peg !  0 right-peg !  0 moves !
  disks 0 ?DO  disks I - left-peg lower  LOOP ;

\ A peg as its disks from below, in the width of all disks.
: .peg {: peg disks -- :}
  ." |"
  peg height 0 ?DO  peg I disk @ 0 .R  LOOP
  disks peg height - 0 ?DO ." ." LOOP ;

: .pegs {: disks -- :}
  moves @ 2 .R ."  "
  left-peg disks .peg  middle-peg disks .peg  right-peg disks .peg ." |" CR ;

: show-three ( -- )  3 .pegs ;
: nothing ( -- ) ;

: solve {: disks -- :}
  disks start show
  disks left-peg right-peg middle-peg move-pile ;

\ For n disks there are 2^n - 1 moves: the largest has to move once, the others twice over.
: .count {: disks -- :}
  disks solve
  disks 2 .R ."  disks: " moves @ 4 .R ."  moves, " right-peg height 2 .R ."  on the right" CR ;

' show-three IS show  3 solve
' nothing IS show
: .counts ( -- )  CR largest 1+ 1 DO I .count LOOP ;
.counts
