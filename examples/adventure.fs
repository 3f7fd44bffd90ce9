\ A text adventure whose rooms, and the game that was saved, lie in blocks of mass storage.
\
\ Shows: blocks as records of 16 lines, written with BUFFER and UPDATE, read with BLOCK, kept by
\        FLUSH; a block of source that is LOADed; commands that EVALUATE finds in a word list of
\        their own and nowhere else.
\ Needs: BLOCK, CORE, CORE EXT, EXCEPTION, SEARCH-ORDER, STRING, and the blocks 20 to 26, whose
\        contents are lost.
\ Run:   S" adventure.fs" INCLUDED

20 CONSTANT first-block
first-block CONSTANT items-block
first-block 5 + CONSTANT script-block
first-block 6 + CONSTANT saved-block
: room-block ( room -- u )  first-block + ;     \ rooms are 1 to 4

\ ---- A block is 16 lines of 64 characters. Another use of BLOCK may end the use of an address, so
\ ---- lines are copied before anything else is done.

64 CONSTANT width
VARIABLE block-now      \ the block being written
VARIABLE line-now       \ the line of it

: line-address ( line block -- c-addr )  BLOCK SWAP width * CHARS + ;

: rest-of-line ( "text" -- c-addr u )  SOURCE >IN @ /STRING  DUP >IN +! ;

: new-block ( u -- )   \ blanks it; lines that follow are written to it
  DUP block-now !  0 line-now !
  BUFFER 1024 CHARS BL FILL  UPDATE ;

: | ( "text" -- )   \ the rest of the line is the next line of the block
  line-now @ 16 = ABORT" more than 16 lines in a block"
  rest-of-line  DUP width > ABORT" a line longer than 64 characters"
  line-now @ block-now @ line-address  SWAP CHARS MOVE  UPDATE
  1 line-now +! ;

CREATE line-copy  width CHARS ALLOT
: line-of ( line block -- c-addr u )
  line-address line-copy width CHARS MOVE  line-copy width -TRAILING ;

\ ---- Rooms: a name, four lines of description, and the rooms in the north, east, south and west

1 room-block new-block
| Cottage
| You are in a cottage of one room. A dog looks at you and waits.
|
|
|
| 2 0 0 0

2 room-block new-block
| Garden
| You are in a garden gone wild. In the south is a cottage, in the
| east a hole in the hillside.
|
|
| 0 3 1 0

3 room-block new-block
| Cave
| You are in a cave. The ceiling is low, a passage goes north.
|
|
|
| 4 0 0 2

4 room-block new-block
| Hall
| You are in a hall of stone. Somebody has drawn oxen on its wall.
|
|
|
| 0 0 3 0

\ ---- Things are written as source, and the block is loaded. A thing has a word that gives its
\ ---- number; where it is stands in a table.

VARIABLE room           \ where the player is
8 CONSTANT most-things
-1 CONSTANT carried     \ instead of a room
CREATE places  most-things CELLS ALLOT
CREATE names   most-things 2* CELLS ALLOT
VARIABLE things         \ how many there are

WORDLIST CONSTANT thing-words
WORDLIST CONSTANT command-words

: place ( thing -- a-addr )  CELLS places + ;
: name ( thing -- a-addr )  2* CELLS names + ;

: thing ( room "name" -- )   \ makes a word in thing-words, and keeps its name
  things @ most-things = ABORT" too many things"
  things @ place !
  >IN @  PARSE-NAME HERE OVER CHARS ALLOT ALIGN     ( >in c-addr u here )
  SWAP 2DUP things @ name 2!  CHARS MOVE
  >IN !  GET-CURRENT thing-words SET-CURRENT  things @ CONSTANT  SET-CURRENT
  1 things +! ;

items-block new-block
| ( The things of the game and the rooms that they are in )
| 1 thing lamp
| 2 thing rake
| 4 thing bone

FLUSH
items-block LOAD

: .things-in ( place -- )
  things @ 0 ?DO
    I place @ OVER = IF ."   " I name 2@ TYPE CR THEN
  LOOP DROP ;

\ ---- What the player can do

1 CONSTANT no-such-thing            \ what is thrown for a name that is none
: the-thing ( "name" -- thing )
  PARSE-NAME thing-words SEARCH-WORDLIST IF EXECUTE ELSE no-such-thing THROW THEN ;
: number-of ( c-addr u -- thing )  thing-words SEARCH-WORDLIST DROP EXECUTE ;
: lamp ( -- thing )  S" lamp" number-of ;
: bone ( -- thing )  S" bone" number-of ;

: here? ( thing -- flag )     place @ room @ = ;
: carried? ( thing -- flag )  place @ carried = ;

: dark? ( -- flag )   \ from the cave on, unless the lamp is there
  room @ 3 <  lamp carried? OR  lamp here? OR  0= ;

: describe ( -- )
  0 room @ room-block line-of TYPE CR
  5 1 DO  I room @ room-block line-of DUP IF TYPE CR ELSE 2DROP THEN  LOOP ;
: look-around ( -- )
  dark? IF ." It is dark." CR ELSE describe room @ .things-in THEN ;

: exit-to ( direction -- room | 0 )   \ 0 is north, then east, south and west
  >R  5 room @ room-block line-of EVALUATE          ( north east south west )
  3 R> - PICK  >R 2DROP 2DROP R> ;
: go ( direction -- )
  exit-to ?DUP IF room ! look-around ELSE ." There is no way." CR THEN ;

VARIABLE moves
: .if-won ( -- )
  bone place @ 1 = IF
    ." The dog is happy. You have won, in " moves @ 0 .R ."  moves." CR
  THEN ;

\ ---- The game in a block: the room, the moves, and a cell for the place of each thing

: save-game ( -- )
  saved-block BUFFER  room @ OVER !  CELL+ moves @ OVER !
  CELL+ places SWAP most-things CELLS MOVE  UPDATE FLUSH ;
: restore-game ( -- )
  saved-block BLOCK  DUP @ room !  CELL+ DUP @ moves !
  CELL+ places most-things CELLS MOVE ;

\ ---- The commands are words of a list of their own. Their definitions use the words above.

GET-CURRENT  command-words SET-CURRENT

: north ( -- )  0 go ;
: east ( -- )   1 go ;
: south ( -- )  2 go ;
: west ( -- )   3 go ;
: look ( -- )   look-around ;
: take ( "name" -- )
  the-thing DUP here? dark? 0= AND IF
    carried SWAP place ! ." Taken." CR
  ELSE DROP ." You do not see it here." CR THEN ;
: drop ( "name" -- )
  the-thing DUP carried? IF
    room @ SWAP place ! ." Dropped." CR .if-won
  ELSE DROP ." You do not have it." CR THEN ;
: inventory ( -- )  ." You carry:" CR carried .things-in ;
: save ( -- )     save-game ." Saved." CR ;
: restore ( -- )  restore-game ." Restored." CR look-around ;

SET-CURRENT

\ ---- A command is evaluated with nothing but the commands in the search order

CREATE command  width CHARS ALLOT
: only-commands ( -- )  command-words 1 SET-ORDER ;
: obey ( c-addr u -- )
  1 moves +!  width MIN  ." > " 2DUP TYPE CR
  TUCK command SWAP CHARS MOVE  command SWAP        \ the lines of rooms are read meanwhile
  2>R GET-ORDER 2R>  only-commands
  ['] EVALUATE CATCH  DUP IF NIP NIP THEN           ( order... code )
  >R SET-ORDER R>
  CASE
    0 OF ENDOF
    no-such-thing OF ." There is no such thing." CR ENDOF
    -13 OF ." You do not know how." CR ENDOF
    THROW 0
  ENDCASE ;

\ ---- The first commands are lines of a block too, the last ones follow in the source

script-block new-block
| look
| east
| take lamp
| take sword
| north
| dance
| take rake
| inventory
| drop lamp
| east
| take bone
| west
| take lamp
| east
| north
| take bone
FLUSH

: play ( -- )
  1 room !  0 moves !
  16 0 DO  I script-block line-of  DUP IF obey ELSE 2DROP THEN  LOOP ;
play

: player> ( "command" -- )  rest-of-line obey ;
player> save
player> drop bone
player> south
player> restore
player> inventory
player> drop bike
player> south
player> west
player> south
player> drop bone
