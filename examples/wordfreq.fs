\ How often each word of a text occurs: a hash table of words, and a string that grows.
\
\ Shows: ALLOCATE, RESIZE and FREE with every answer looked at, chains of hash-table entries,
\        sorting an array of addresses, giving back all that was taken.
\ Needs: CORE, CORE EXT, MEMORY, STRING, EXCEPTION.
\ Run:   S" wordfreq.fs" INCLUDED

\ ---- Memory, with a count of the blocks that are in use

VARIABLE blocks-in-use
: take ( u -- addr )  ALLOCATE THROW  1 blocks-in-use +! ;
: give-back ( addr -- )  FREE THROW  -1 blocks-in-use +! ;

\ ---- A string that grows: twice as large whenever it is full

VARIABLE string                     \ its characters
VARIABLE length                     \ how many there are
VARIABLE capacity                   \ how many there may be
VARIABLE growths                    \ how often it was made larger

: new-string ( -- )
  16 capacity !  0 length !  0 growths !  capacity @ CHARS take string ! ;
: grow ( u -- )   \ until u more characters fit
  length @ +
  BEGIN DUP capacity @ > WHILE
    capacity @ 2* capacity !  1 growths +!
    string @ capacity @ CHARS RESIZE THROW string !
  REPEAT DROP ;
: add ( c-addr u -- )
  DUP grow  TUCK string @ length @ CHARS +  SWAP CHARS MOVE  length +! ;
: text ( -- c-addr u )  string @ length @ ;

\ ---- The table: chains of entries, each a block of memory with the word behind its fields

32 CONSTANT chains                  \ a power of two
VARIABLE table
VARIABLE words#                     \ how many different words

: entry-next ( entry -- a-addr ) ;
: entry-count ( entry -- a-addr )   CELL+ ;
: entry-length ( entry -- a-addr )  2 CELLS + ;
: entry-chars ( entry -- c-addr )   3 CELLS + ;
: entry-word ( entry -- c-addr u )  DUP entry-chars SWAP entry-length @ ;

: new-table ( -- )
  chains CELLS take table !  table @ chains CELLS ERASE  0 words# ! ;

\ Kept small at each step, so that it is the same for every size of a cell.
: hash ( c-addr u -- u' )
  0 ROT ROT 0 ?DO  COUNT ROT 31 * + 1023 AND SWAP  LOOP DROP ;
: chain ( c-addr u -- a-addr )  hash chains 1- AND CELLS table @ + ;

: new-entry ( c-addr u -- entry )
  DUP CHARS 3 CELLS + take >R
  DUP R@ entry-length !  R@ entry-chars SWAP CHARS MOVE
  0 R@ entry-count !  1 words# +!  R> ;

: find-in ( c-addr u entry|0 -- c-addr u entry'|0 )
  BEGIN
    DUP IF >R 2DUP R@ entry-word COMPARE R> SWAP ELSE FALSE THEN
  WHILE entry-next @ REPEAT ;

: entry ( c-addr u -- entry )   \ that of the word, made if it is new
  2DUP chain >R
  R@ @ find-in ?DUP IF NIP NIP R> DROP EXIT THEN
  new-entry  R@ @ OVER entry-next !  DUP R> ! ;

\ ---- Words of the text

: letter? ( char -- flag )  [CHAR] a - 26 U< ;
: lower ( char -- char' )   DUP [CHAR] A - 26 U< IF [CHAR] a + [CHAR] A - THEN ;
: to-lower ( c-addr u -- )  0 ?DO  DUP C@ lower OVER C! CHAR+  LOOP DROP ;

: skip-others ( c-addr u -- c-addr' u' )
  BEGIN DUP IF OVER C@ letter? 0= ELSE FALSE THEN WHILE 1 /STRING REPEAT ;
: skip-letters ( c-addr u -- c-addr' u' )
  BEGIN DUP IF OVER C@ letter? ELSE FALSE THEN WHILE 1 /STRING REPEAT ;
: next-word ( c-addr u -- c-addr' u' c-addr1 u1 )   \ u1 is 0 behind the last
  skip-others 2DUP skip-letters  2SWAP 2 PICK - ;

: count-words ( c-addr u -- )
  BEGIN next-word DUP WHILE  entry entry-count 1 SWAP +!  REPEAT 2DROP 2DROP ;

\ ---- Sorted: the most frequent first, equally frequent ones by the alphabet

VARIABLE ranking                      \ an array of the addresses of all entries
: place ( u -- a-addr )  CELLS ranking @ + ;

: collect ( -- )
  words# @ CELLS take ranking !
  0 chains 0 DO
    table @ I CELLS + @
    BEGIN DUP WHILE  2DUP SWAP place !  entry-next @ SWAP 1+ SWAP  REPEAT DROP
  LOOP DROP ;

: before? ( entry1 entry2 -- flag )
  OVER entry-count @ OVER entry-count @ 2DUP = IF
    2DROP entry-word ROT entry-word 2SWAP COMPARE 0<
  ELSE > NIP NIP THEN ;

: insert ( u -- )   \ moves entry u to its place among those before it
  DUP place @ SWAP                          ( entry u )
  BEGIN
    DUP IF 2DUP 1- place @ before? ELSE FALSE THEN
  WHILE  DUP 1- place @ OVER place !  1-  REPEAT
  place ! ;
: sort ( -- )  words# @ 1 ?DO I insert LOOP ;

: .table ( -- )
  words# @ 0 ?DO
    I place @  DUP entry-count @ 3 .R SPACE  entry-word TYPE CR
  LOOP ;

: release-chain ( entry -- )
  BEGIN DUP WHILE  DUP entry-next @ SWAP give-back  REPEAT DROP ;
: release ( -- )
  chains 0 DO  table @ I CELLS + @ release-chain  LOOP
  table @ give-back  ranking @ give-back  string @ give-back ;

\ ---- The text: the lines of the source up to one that says just `end`

: text{ ( "lines..." -- )
  new-string
  BEGIN
    REFILL 0= ABORT" end is missing"
    SOURCE S" end" COMPARE
  WHILE SOURCE add  S"  " add  REPEAT
  SOURCE >IN ! DROP ;

text{
This is the house that Jack built.
This is the malt that lay in the house that Jack built.
This is the rat that ate the malt that lay in the house that Jack built.
This is the cat that killed the rat that ate the malt that lay in the house that Jack built.
end

: report ( -- )
  length @ 0 .R ."  characters in a string that grew " growths @ 0 .R ."  times" CR
  text to-lower  new-table  text count-words  collect sort
  words# @ 0 .R ."  different words, " blocks-in-use @ 0 .R ."  blocks of memory in use" CR
  .table
  release  blocks-in-use @ 0 .R ."  blocks of memory in use" CR ;
report
