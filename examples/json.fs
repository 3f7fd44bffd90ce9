\ JSON: reads a text into a tree, prints the tree with indentation, finds values in it, and says
\ where a text is wrong.
\
\ Shows: recursive descent with DEFER, trees in data space, errors by THROW, text taken from the
\        source with REFILL.
\ Needs: CORE, CORE EXT, DOUBLE (2VARIABLE), EXCEPTION, STRING. Each level of nesting takes some cells
\        of the return stack, so there may be `deepest` at most.
\ Run:   S" json.fs" INCLUDED

8 CONSTANT deepest

\ ---- The text, and how far it has been read

2VARIABLE text
VARIABLE position

: rest ( -- c-addr u )  text 2@ position @ /STRING ;
: peek ( -- char | -1 )   \ the next character, -1 at the end
  rest IF C@ ELSE DROP -1 THEN ;
: advance ( -- )  1 position +! ;
: accept? ( char -- flag )   \ takes the next character if it is this one
  peek = DUP IF advance THEN ;
: text-since ( position -- c-addr u )
  text 2@ DROP OVER CHARS +  position @ ROT - ;

\ ---- Errors

1 CONSTANT bad-json                 \ what is thrown
2VARIABLE problem                   \ what was expected

: refuse-unless ( flag c-addr u -- )
  ROT IF 2DROP EXIT THEN  problem 2! bad-json THROW ;

: line-begin ( -- position' )   \ where the line begins that `position` is in
  position @ BEGIN
    DUP IF text 2@ DROP OVER 1- CHARS + C@ 10 <> ELSE FALSE THEN
  WHILE 1- REPEAT ;
: line-number ( -- u )
  1 text 2@ DROP position @ 0 ?DO  COUNT 10 = IF SWAP 1+ SWAP THEN  LOOP DROP ;
: .line ( position -- )   \ the line that begins there
  text 2@ ROT /STRING BEGIN DUP WHILE
    OVER C@ 10 = IF DROP 0 ELSE OVER C@ EMIT 1 /STRING THEN
  REPEAT 2DROP CR ;
: .problem ( -- )
  ." line " line-number 0 .R
  ." , column " position @ line-begin - 1+ 0 .R ." : " problem 2@ TYPE ."  expected" CR
  4 SPACES line-begin .line
  4 SPACES position @ line-begin - SPACES ." ^" CR ;

\ ---- The tree: a node for each value, those of an array or object linked in a list

: field ( offset size "name" -- offset' )
  CREATE OVER , +  DOES> ( node -- addr ) @ + ;
0
1 CELLS field node-kind
1 CELLS field node-next             \ in the list that it is in, or 0
1 CELLS field node-first            \ of its own list, or 0
2 CELLS field node-key              \ in an object, with its quotes
2 CELLS field node-text             \ of a simple value, as it was written
CONSTANT node-size

0 CONSTANT simple   1 CONSTANT array   2 CONSTANT object

: new-node ( kind -- node )
  ALIGN HERE node-size ALLOT  DUP node-size ERASE  TUCK node-kind ! ;

\ ---- Reading

: blank? ( char -- flag )  DUP BL =  OVER 9 = OR  OVER 10 = OR  SWAP 13 = OR ;
: skip-blanks ( -- )  BEGIN peek blank? WHILE advance REPEAT ;

: digit? ( char -- flag )  [CHAR] 0 - 10 U< ;
: hex-digit? ( char -- flag )
  DUP digit?  OVER [CHAR] a - 6 U< OR  SWAP [CHAR] A - 6 U< OR ;

: digits ( -- )
  peek digit? S" a digit" refuse-unless
  BEGIN peek digit? WHILE advance REPEAT ;
: fraction ( -- )  [CHAR] . accept? IF digits THEN ;
: exponent ( -- )
  peek [CHAR] e =  peek [CHAR] E = OR 0= IF EXIT THEN  advance
  peek [CHAR] + =  peek [CHAR] - = OR IF advance THEN  digits ;
: number ( -- )
  [CHAR] - accept? DROP
  [CHAR] 0 accept? 0= IF digits THEN  fraction exponent ;

: one-of? ( char c-addr u -- flag )
  FALSE ROT ROT 0 ?DO  COUNT 3 PICK = ROT OR SWAP  LOOP DROP NIP ;
: escape ( -- )   \ what stands behind a backslash
  [CHAR] u accept? IF
    4 0 DO  peek hex-digit? S" a hexadecimal digit" refuse-unless advance  LOOP EXIT
  THEN
  peek S" \/bfnrt" one-of?  peek [CHAR] " = OR  S" an escape" refuse-unless  advance ;
: string ( -- )
  [CHAR] " accept? S" a string" refuse-unless
  BEGIN [CHAR] " accept? 0= WHILE
    [CHAR] \ accept? IF
      escape
    ELSE
      peek BL < 0= S" the end of the string" refuse-unless  advance
    THEN
  REPEAT ;

: keyword? ( c-addr u -- flag )   \ takes the word if it is next
  rest 2OVER NIP MIN 2OVER COMPARE IF 2DROP FALSE ELSE NIP position +! TRUE THEN ;
: keyword ( -- )
  S" true" keyword? IF EXIT THEN  S" false" keyword? IF EXIT THEN
  S" null" keyword? S" a value" refuse-unless ;

: simple-value ( -- node )
  position @
  peek [CHAR] " = IF string ELSE
    peek digit? peek [CHAR] - = OR IF number ELSE keyword THEN
  THEN
  text-since  simple new-node  DUP >R node-text 2! R> ;

VARIABLE depth-now
: descend ( -- )
  1 depth-now +!  depth-now @ deepest > 0= S" less nesting" refuse-unless ;
: ascend ( -- )  -1 depth-now +! ;

DEFER any-value ( -- node )

: member ( -- node )
  skip-blanks position @ string text-since
  skip-blanks [CHAR] : accept? S" a colon" refuse-unless
  any-value  DUP >R node-key 2! R> ;

\ What `reader` reads, between commas, up to the closing character, into the node's list.
: elements ( reader node closing -- node )
  descend advance
  >R TUCK node-first                        ( node reader link ) ( R: closing )
  skip-blanks R@ accept? 0= IF
    BEGIN
      OVER EXECUTE  TUCK SWAP !  node-next  ( node reader link' )
      skip-blanks [CHAR] , accept? 0=
    UNTIL
    R@ accept? S" a comma or the closing bracket" refuse-unless
  THEN
  R> DROP 2DROP ascend ;

:NONAME ( -- node )
  skip-blanks peek CASE
    [CHAR] [ OF ['] any-value array new-node [CHAR] ] elements ENDOF
    [CHAR] { OF ['] member object new-node [CHAR] } elements ENDOF
    DROP simple-value 0
  ENDCASE ; IS any-value

: parse-json ( c-addr u -- node )
  text 2! 0 position ! 0 depth-now !
  any-value  skip-blanks peek 0< S" the end" refuse-unless ;

\ ---- Printing

VARIABLE indentation
: new-line ( -- )  CR indentation @ SPACES ;
: .key ( node -- )
  node-key 2@ DUP IF TYPE ." : " ELSE 2DROP THEN ;

DEFER .node ( node -- )
: .list ( node -- )
  node-first @ DUP 0= IF DROP EXIT THEN
  2 indentation +!
  BEGIN
    new-line DUP .key DUP .node
    node-next @ DUP
  WHILE ." ," REPEAT DROP
  -2 indentation +!  new-line ;

:NONAME ( node -- )
  DUP node-kind @ CASE
    array OF ." [" .list ." ]" ENDOF
    object OF ." {" .list ." }" ENDOF
    SWAP node-text 2@ TYPE
  ENDCASE ; IS .node

\ ---- Finding

: at-index ( node u -- node' | 0 )
  SWAP node-first @ BEGIN 2DUP AND WHILE  node-next @ SWAP 1- SWAP  REPEAT NIP ;

: key-is? ( c-addr u node -- flag )   \ the key without its quotes
  node-key 2@ 1 /STRING 1- COMPARE 0= ;
: at-key ( node c-addr u -- node' | 0 )
  ROT node-first @ BEGIN
    DUP IF >R 2DUP R@ key-is? 0= R> SWAP ELSE FALSE THEN
  WHILE node-next @ REPEAT NIP NIP ;

\ ---- A text stands in the source, between a line that begins with json{ and a line }json

CREATE area  1000 CHARS ALLOT
VARIABLE used
: room? ( u -- )  used @ + 1000 > ABORT" text too long" ;
: append ( c-addr u -- )
  DUP room?  TUCK  area used @ CHARS +  SWAP CHARS MOVE  used +! ;
: append-line-end ( -- )  1 room?  10 area used @ CHARS + C!  1 used +! ;

: read-text ( -- )
  0 used !
  BEGIN
    REFILL 0= ABORT" }json is missing"
    SOURCE S" }json" COMPARE
  WHILE SOURCE append append-line-end REPEAT
  SOURCE >IN ! DROP ;

: parse-area ( -- node )  area used @ parse-json ;

: json{ ( "lines..." -- )   \ reads, prints, and gives the tree's memory back
  read-text
  HERE >R
  ['] parse-area CATCH CASE
    0 OF .node CR ENDOF
    bad-json OF .problem ENDOF
    THROW 0
  ENDCASE
  R> HERE - ALLOT  CR ;

json{
{"name":"StarKernel","versions":[1,0,0],"empty":{},"none":[],"price":-12.50e+3,
 "nested":{"a":[{"b":[true,false,null]},"text with \"quotes\", \\ and \u00e9"]}}
}json

json{
[1, 2,, 3]
}json

json{
{
  "first": 1,
  "second": [true, false
}
}json

json{
{"key" 1}
}json

json{
["never closed
]
}json

json{
["bad \x escape"]
}json

json{
{"leading": 012}
}json

json{
[1.]
}json

json{
[[[[[[[[[]]]]]]]]]
}json

json{
nul
}json

json{
{} {}
}json

: .answers ( node -- )
  ." the second host is " DUP S" hosts" at-key 1 at-index S" name" at-key .node
  ." , port " DUP S" hosts" at-key 1 at-index S" port" at-key .node CR
  ." is there a key `missing`? " S" missing" at-key IF ." yes" ELSE ." no" THEN CR ;

: answers{ ( "lines..." -- )  read-text parse-area .answers ;

answers{
{"hosts": [{"name": "alpha", "port": 80}, {"name": "beta", "port": 8080}]}
}json
