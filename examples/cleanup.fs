\ Exceptions: resources that are given back whatever happens, errors that pass through several
\ owners, and errors that are handled on the way.
\
\ Shows: CATCH and THROW, cleaning up and throwing again, what CATCH restores (the depth of both
\        stacks, the input source), ABORT as an exception, a failure during a cleanup.
\ Needs: CORE, CORE EXT, EXCEPTION, EXCEPTION EXT (ABORT that can be caught).
\ Run:   S" cleanup.fs" INCLUDED

\ ---- Errors of this program

1 CONSTANT not-found
2 CONSTANT refused
3 CONSTANT stuck

: .error ( n -- )
  CASE
    0 OF ." no error" ENDOF
    not-found OF ." not found" ENDOF
    refused OF ." refused" ENDOF
    stuck OF ." stuck" ENDOF
    -1 OF ." aborted" ENDOF
    ." error " DUP 0 .R
  ENDCASE ;

\ ---- Something that has to be closed after it was opened

VARIABLE opened                     \ how many are open
: indent ( -- )  opened @ 2* 2 + SPACES ;
: open ( c-addr u -- )   indent ." open the " TYPE CR  1 opened +! ;
: close ( c-addr u -- )  -1 opened +!  indent ." close the " TYPE CR ;

\ Does xt while the thing is open. Whatever xt throws is thrown again once the thing is closed.
: while-open ( xt c-addr u -- )
  2DUP 2>R open  CATCH  2R> close  THROW ;

: say ( c-addr u -- )  indent TYPE CR ;

\ ---- A door, behind it a box, in it a letter

: read-letter ( -- )  S" read the letter" say ;
: lose-letter ( -- )  S" look for the letter" say  not-found THROW ;
: tear-letter ( -- )  S" tear the letter" say  refused THROW ;
: faint ( -- )        S" faint" say  ABORT ;

DEFER act ( -- )        \ what is done with the open box
: in-box ( -- )   ['] act S" box" while-open  S" leave the box" say ;
: in-room ( -- )  ['] in-box S" door" while-open  S" leave the room" say ;

: try ( xt -- )
  IS act  ['] in-room CATCH  ." result: " .error
  ." , " opened @ 0 .R ."  open" CR CR ;

\ ---- One error is handled where it can be; all others go on

: careful ( -- )
  ['] lose-letter CATCH
  DUP not-found = IF DROP S" write a new letter" say EXIT THEN  THROW ;
: careless ( -- )
  ['] tear-letter CATCH
  DUP not-found = IF DROP S" write a new letter" say EXIT THEN  THROW ;

\ ---- A lid that jams: of the two errors the first one counts

: close-lid ( -- )  S" the lid jams" say  stuck THROW ;
: with-lid ( xt -- )
  CATCH  ['] close-lid CATCH                ( first second )
  OVER IF DROP ELSE NIP THEN  THROW ;
: read-under-lid ( -- )  ['] read-letter with-lid ;
: lose-under-lid ( -- )  ['] lose-letter with-lid ;

: tries ( -- )
  ['] read-letter try
  ['] lose-letter try
  ['] faint try
  ['] careful try
  ['] careless try
  ['] read-under-lid try
  ['] lose-under-lid try ;
tries

\ ---- What CATCH restores

: litter ( x1 x2 -- )  DROP DROP 1 2 3 4 5 refused THROW ;
: .depth-after-litter ( -- )
  DEPTH >R
  10 20 ['] litter CATCH
  ." thrown: " .error
  2DROP  ." , depth as before: " DEPTH R> = IF ." yes" ELSE ." no" THEN CR ;
.depth-after-litter

\ Out of two loops and with the return stack in use; the loop around CATCH counts on.
: deep ( -- )
  9 >R  5 0 DO  5 0 DO  I J + 6 = IF stuck THROW THEN  LOOP LOOP  R> DROP ;
: .loop ( -- )
  ." rounds:" 3 0 DO  ['] deep CATCH  SPACE I 0 .R ."  " .error  LOOP CR ;
.loop

\ The rest of a string that throws is not interpreted, the line that it was called from is.
: evaluated ( -- )  S" refused THROW .( never said)" EVALUATE ;
' evaluated CATCH .error .( , and the line goes on) CR

: harmless ( -- )  0 THROW ;
: .harmless ( -- )  ." THROW of 0: " ['] harmless CATCH .error CR ;
.harmless
