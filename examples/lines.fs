\ A file of lines, made, measured, sorted into another file, added to, and deleted.
\
\ Shows: files written and read by lines, positions kept and returned to, lines longer than the
\        buffer, every answer of the system looked at, the error for a file that is not there.
\ Needs: CORE, CORE EXT, DOUBLE (D=), EXCEPTION, FILE, FILE EXT (FILE-STATUS, RENAME-FILE), STRING.
\ Run:   S" lines.fs" INCLUDED in a directory where lines-*.tmp may be made; they are deleted.

: plain-name ( -- c-addr u )   S" lines-plain.tmp" ;
: sorted-name ( -- c-addr u )  S" lines-sorted.tmp" ;
: other-name ( -- c-addr u )   S" lines-other.tmp" ;

VARIABLE file                       \ the file at work
: make ( c-addr u -- )         W/O CREATE-FILE THROW file ! ;
: open ( c-addr u mode -- )    OPEN-FILE THROW file ! ;
: close ( -- )                 file @ CLOSE-FILE THROW ;
: position ( -- ud )           file @ FILE-POSITION THROW ;
: go-to ( ud -- )              file @ REPOSITION-FILE THROW ;
: write ( c-addr u -- )        file @ WRITE-LINE THROW ;

\ ---- An area with room for the line end behind it

40 CONSTANT room
CREATE line-area   room 2 + CHARS ALLOT
CREATE other-area  room 2 + CHARS ALLOT
: read ( c-addr -- c-addr u flag )   \ a line into that buffer; false behind the last
  DUP room file @ READ-LINE THROW ;

\ ---- Lines that follow in the source, up to one that says just `end`

: write-lines ( "lines..." -- )
  BEGIN
    REFILL 0= ABORT" end is missing"
    SOURCE S" end" COMPARE
  WHILE SOURCE write REPEAT
  SOURCE >IN ! DROP ;

plain-name make write-lines
the owl and the pussy-cat went to sea
in a beautiful pea-green boat
they took some honey

and plenty of money
wrapped up in a five-pound note
end
close

\ ---- Shown with numbers

VARIABLE line#
: .lines ( -- )   \ from the position on
  0 line# !
  BEGIN line-area read WHILE
    1 line# +!  line# @ 2 .R SPACE TYPE CR
  REPEAT 2DROP ;
: at-end? ( -- flag )  position  file @ FILE-SIZE THROW  D= ;
: show ( c-addr u -- )
  2DUP TYPE CR  R/O open  .lines
  ."    at the end of the file: " at-end? IF ." yes" ELSE ." no" THEN CR close CR ;
plain-name show

\ ---- Sorted: by the positions of the lines, which are read again for each comparison

20 CONSTANT most-lines
CREATE places  most-lines 2* CELLS ALLOT
VARIABLE places#
: place ( n -- a-addr )  2* CELLS places + ;

: find-places ( -- )
  0 places# !
  BEGIN
    places# @ most-lines = ABORT" too many lines"
    position  line-area read NIP NIP
  WHILE  places# @ place 2!  1 places# +!  REPEAT 2DROP ;

: line-at ( n c-addr -- c-addr u )   \ line n, read into that area
  SWAP place 2@ go-to  read DROP ;
: before? ( n1 n2 -- flag )   \ does line n1 come before line n2?
  line-area line-at ROT other-area line-at 2SWAP COMPARE 0< ;


: exchange ( n1 n2 -- )
  place SWAP place                          ( a-addr2 a-addr1 )
  OVER 2@ 2>R  DUP 2@  3 PICK 2!  NIP 2R> ROT 2! ;

: least-from ( n -- n' )   \ which of the lines from n on comes first
  DUP places# @ SWAP ?DO  I OVER before? IF DROP I THEN  LOOP ;
: sort-places ( -- )  places# @ 0 ?DO  I I least-from exchange  LOOP ;

VARIABLE source-file
: copy-line ( n -- )   \ line n of the source file to the file at work
  place 2@ source-file @ REPOSITION-FILE THROW
  line-area DUP room source-file @ READ-LINE THROW DROP write ;
: sort-file ( -- )
  plain-name R/O open  find-places sort-places
  file @ source-file !  sorted-name make
  places# @ 0 ?DO I copy-line LOOP
  close  source-file @ CLOSE-FILE THROW ;
sort-file
sorted-name show

\ ---- Added to, at the end

: add-line ( c-addr u -- )
  plain-name R/W open  file @ FILE-SIZE THROW go-to  write close ;
: add-lines ( -- )
  S" this line, of forty-nine characters, comes in two" add-line
  S" the last" add-line ;
add-lines
plain-name show

\ ---- Characters without line ends

: shout ( -- )   \ overwrites the beginning
  plain-name R/W BIN open  S" THE OWL" file @ WRITE-FILE THROW  close ;
: .middle ( -- )   \ eleven characters from the fourth on
  plain-name R/O BIN open  4. go-to
  line-area 11 file @ READ-FILE THROW  line-area SWAP TYPE CR close ;
shout .middle CR

\ ---- Names

: exists? ( c-addr u -- flag )  FILE-STATUS NIP 0= ;
: .exists ( c-addr u -- )
  2DUP TYPE exists? IF ."  exists" ELSE ."  does not exist" THEN CR ;
: .all ( -- )  plain-name .exists sorted-name .exists other-name .exists ;
: names ( -- )
  .all
  sorted-name other-name RENAME-FILE THROW  ." renamed" CR .all
  plain-name DELETE-FILE THROW  other-name DELETE-FILE THROW  ." deleted" CR .all
  ." opening it " plain-name R/O OPEN-FILE NIP IF ." fails" ELSE ." works" THEN CR
  ." deleting it " plain-name DELETE-FILE IF ." fails" ELSE ." works" THEN CR ;
names
