\ Records in a linked list, sorted by merging: by one field, then stably by another.
\
\ Shows: structures, lists made in data space, a sort that takes the comparison as an execution
\        token and moves no record.
\ Needs: CORE, CORE EXT, FACILITY EXT (BEGIN-STRUCTURE and kin), STRING (COMPARE).
\ Run:   S" records.fs" INCLUDED

BEGIN-STRUCTURE runner
  FIELD: runner-next
  FIELD: runner-minutes
  2 CELLS +FIELD runner-name        \ c-addr u
  CFIELD: runner-class              \ a letter
END-STRUCTURE

VARIABLE runners                    \ the first of the list
VARIABLE last-link                  \ where the address of the next new one goes
runners last-link !

: runner, ( minutes "class" "name" -- )   \ the name behind the record
  ALIGN HERE runner ALLOT >R
  R@ runner-minutes !  CHAR R@ runner-class C!
  PARSE-NAME  HERE OVER R@ runner-name 2!
  HERE SWAP  DUP CHARS ALLOT  CHARS MOVE
  0 R@ runner-next !
  R@ last-link @ !  R> runner-next last-link ! ;

201 runner, B Ida
187 runner, A Otto
201 runner, A Hannah
175 runner, B Anna
240 runner, C Bob
187 runner, C Eve
188 runner, A Natan
201 runner, C Ava

\ ---- Merge sort. `before?` is ( runner1 runner2 -- flag ): whether the second has to come first.

DEFER before?

\ Takes the first runner off a list that a variable holds.
: pop ( a-addr -- runner )  DUP @ TUCK runner-next @ SWAP ! ;

VARIABLE front   VARIABLE back      \ the two lists to merge
: take-back? ( -- flag )   \ only if it is really before: equal ones keep their order
  back @ 0= IF FALSE EXIT THEN
  front @ 0= IF TRUE EXIT THEN
  back @ front @ before? ;
: pop-least ( -- runner )  take-back? IF back ELSE front THEN pop ;

VARIABLE merged
: merge ( list1 list2 -- list )
  back ! front !
  merged                                    ( link )
  BEGIN front @ back @ OR WHILE
    pop-least  DUP ROT !  runner-next       ( link' )
  REPEAT
  0 SWAP !  merged @ ;

: length ( list -- u )
  0 SWAP BEGIN DUP WHILE SWAP 1+ SWAP runner-next @ REPEAT DROP ;
: tail ( list u -- list' )  0 ?DO runner-next @ LOOP ;
: cut ( list u -- list list' )   \ the first u, and the others; u > 0
  OVER SWAP 1- tail  DUP runner-next @  0 ROT runner-next ! ;

: sorted ( list -- list' )
  DUP length DUP 2 < IF DROP EXIT THEN
  2/ cut  RECURSE SWAP RECURSE SWAP merge ;

\ ---- Comparisons

: faster? ( runner1 runner2 -- flag )  runner-minutes @ SWAP runner-minutes @ > ;
: lower-class? ( runner1 runner2 -- flag )  runner-class C@ SWAP runner-class C@ > ;
: alphabetic? ( runner1 runner2 -- flag )
  SWAP runner-name 2@ ROT runner-name 2@ COMPARE 0< ;

\ ---- Printing

: .time ( minutes -- )  60 /MOD 0 .R ." :" S>D <# # # #> TYPE ;
: .runner ( runner -- )
  DUP runner-class C@ EMIT SPACE
  DUP runner-minutes @ .time SPACE
  runner-name 2@ TYPE CR ;
: .runners ( -- )
  runners @ BEGIN DUP WHILE DUP .runner runner-next @ REPEAT DROP ;

: sort-by ( xt -- )
  IS before?  runners @ sorted runners ! ;

: report ( -- )
  ." as entered" CR .runners
  ['] faster? sort-by       CR ." by time, equal times as entered" CR .runners
  ['] lower-class? sort-by  CR ." by class, each by time" CR .runners
  ['] alphabetic? sort-by   CR ." by name" CR .runners
  CR runners @ length 0 .R ."  runners, as many as before" CR ;
report
