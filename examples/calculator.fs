\ A calculator in reverse Polish notation that knows its own words and no others.
\
\ Shows: word lists, a search order changed and restored, an interpreter and a compiler of one's own
\        in a few lines, numbers in any base, errors that name the word.
\ Needs: CORE, CORE EXT, DOUBLE (2VARIABLE), EXCEPTION, SEARCH-ORDER, STRING.
\ Run:   S" calculator.fs" INCLUDED

\ ---- Errors, and the calculator's own stack

1 CONSTANT unknown   2 CONSTANT too-few   3 CONSTANT too-many   4 CONSTANT no-number

16 CONSTANT capacity
CREATE items  capacity CELLS ALLOT
VARIABLE items#
: push ( n -- )
  items# @ capacity = IF too-many THROW THEN
  items items# @ CELLS + !  1 items# +! ;
: pop ( -- n )
  items# @ 0= IF too-few THROW THEN
  -1 items# +!  items items# @ CELLS + @ ;
: pop2 ( -- n1 n2 )  pop pop SWAP ;

: root ( n -- n' )   \ the largest whose square is not above n
  0 BEGIN 2DUP 1+ DUP *  < 0= WHILE 1+ REPEAT NIP ;
: divisor ( n -- n )  DUP 0= IF no-number THROW THEN ;

\ ---- The words of the calculator. Their word list is not in the search order, so each name used in
\ ---- a definition means what it always does, and only the names defined are new.

WORDLIST CONSTANT operators
WORDLIST CONSTANT own-words         \ what the user defines

GET-CURRENT  operators SET-CURRENT

: + ( -- )     pop2 + push ;
: - ( -- )     pop2 - push ;
: * ( -- )     pop2 * push ;
: / ( -- )     pop2 divisor / push ;
: mod ( -- )   pop2 divisor MOD push ;
: neg ( -- )   pop NEGATE push ;
: sqrt ( -- )  pop DUP 0< IF no-number THROW THEN root push ;
: dup ( -- )   pop DUP push push ;
: swap ( -- )  pop2 push push ;
: over ( -- )  pop2 OVER push push push ;
: drop ( -- )  pop DROP ;
: hex ( -- )   16 BASE ! ;
: dec ( -- )   10 BASE ! ;

SET-CURRENT

\ ---- Finding and reading

: word-of ( c-addr u -- xt true | false )
  2DUP own-words SEARCH-WORDLIST IF NIP NIP TRUE EXIT THEN
  operators SEARCH-WORDLIST 0<> ;

: digits-of ( c-addr u -- n true | false )
  DUP 0= IF NIP EXIT THEN
  0 0 2SWAP >NUMBER NIP IF 2DROP FALSE ELSE DROP TRUE THEN ;
: number-of ( c-addr u -- n true | false )
  OVER C@ [CHAR] - = IF
    1 /STRING digits-of DUP IF SWAP NEGATE SWAP THEN
  ELSE digits-of THEN ;

2VARIABLE token                     \ the word or number being looked at
: next-token ( "token" -- flag )    PARSE-NAME DUP ROT ROT token 2! 0<> ;

\ What a token is: the number n, or the word xt.
: meaning ( -- xt true | n false )
  token 2@ word-of IF TRUE EXIT THEN
  token 2@ number-of IF FALSE EXIT THEN  unknown THROW ;

: interpret-tokens ( "tokens" -- )
  BEGIN next-token WHILE  meaning IF EXECUTE ELSE push THEN  REPEAT ;
: compile-tokens ( "tokens" -- )
  BEGIN next-token WHILE
    meaning IF COMPILE, ELSE POSTPONE LITERAL POSTPONE push THEN
  REPEAT ;
: check-tokens ( "tokens" -- )   \ throws if there is one without meaning; takes none
  >IN @  BEGIN next-token WHILE meaning 2DROP REPEAT  >IN ! ;

\ ---- Lines of the source for the calculator: each goes to its end

: .items ( -- )  items# @ 0 ?DO  SPACE items I CELLS + @ 0 .R  LOOP ;
: .error ( n -- )
  token 2@ TYPE ." : "
  CASE
    unknown OF ." neither a word of the calculator nor a number" ENDOF
    too-few OF ." too few numbers" ENDOF
    too-many OF ." too many numbers" ENDOF
    no-number OF ." there is no such number" ENDOF
    THROW 0
  ENDCASE CR ;

: rest-of-line ( -- c-addr u )  SOURCE >IN @ /STRING ;
: skip-line ( -- )  SOURCE NIP >IN ! ;

: reported ( xt -- )   \ does it in decimal, and says what it throws
  BASE @ >R  DECIMAL  CATCH ?DUP IF DECIMAL .error THEN  R> BASE ! ;

: calculate ( "tokens" -- )  interpret-tokens  ." =" .items CR ;
: calc ( "tokens" -- )   \ begins with an empty stack
  rest-of-line TYPE SPACE  0 items# !  ['] calculate reported  skip-line ;

\ Nothing is defined unless all of it has a meaning: a definition that fails half-way cannot be
\ left by standard means.
: compile-line ( "name" "tokens" -- )
  >IN @  PARSE-NAME token 2!  check-tokens  >IN !
  : compile-tokens POSTPONE ; ;
: define ( "name" "tokens" -- )
  ." define " rest-of-line TYPE CR
  GET-CURRENT >R  own-words SET-CURRENT  ['] compile-line reported  R> SET-CURRENT
  skip-line ;

calc 3 4 + 5 *
calc 5 1 2 + 4 * + 3 -
calc 2 3 4 over swap
calc 17 5 / 17 5 mod
calc 1000 sqrt neg
calc hex ff 1 +
calc hex ff 1 + dec
define square dup *
define hypotenuse square swap square + sqrt
calc 12 square
calc 3 4 hypotenuse 5 12 hypotenuse
define square dup dup * *
calc 3 square 3 4 hypotenuse
calc 1 +
calc 7 0 /
calc 3 bye
calc 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
calc 0 1 - sqrt
define broken dup frobnicate
calc 5 broken

\ ---- The same words in the ordinary interpreter: with their list in front of the search order

: operators-first ( -- )  GET-ORDER operators SWAP 1+ SET-ORDER ;
: without-first ( -- )    GET-ORDER NIP 1- SET-ORDER ;
: order-length ( -- n )   GET-ORDER DUP >R 0 ?DO DROP LOOP R> ;

order-length
0 items# !  6 push 7 push
operators-first * without-first
CR .( 6 times 7 on the calculator's stack:) .items CR
.( 6 times 7 on the data stack: ) 6 7 * 0 .R CR
order-length =
: .restored ( flag -- )  ." the search order is " IF ." as before" ELSE ." another" THEN CR ;
.restored
