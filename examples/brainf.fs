\ A compiler for the language of eight characters > < + - . , [ and ], into Forth itself.
\
\ Shows: POSTPONE of control words in words that run at compile time, :NONAME called by a program,
\        an immediate word with a syntax of its own, a check before anything is compiled.
\ Needs: CORE, CORE EXT, DOUBLE (2VARIABLE), STRING (/STRING), EXCEPTION.
\ Run:   S" brainf.fs" INCLUDED

\ ---- What compiled programs do: cells of 8 bits on a tape that ends on neither side

256 CONSTANT tape-length            \ a power of two: the pointer goes round
CREATE tape  tape-length CHARS ALLOT
VARIABLE pointer

: current ( -- c-addr )  CHARS tape + ;
: cell-now ( -- c-addr )  pointer @ current ;
: add ( n -- )   cell-now C@ +  255 AND  cell-now C! ;
: move-by ( n -- )  pointer @ +  tape-length 1- AND  pointer ! ;
: nonzero? ( -- flag )  cell-now C@ 0<> ;
: put ( -- )  cell-now C@  DUP 10 = IF DROP CR ELSE EMIT THEN ;

2VARIABLE input                     \ what , reads; zeros behind its end
: get ( -- )
  input 2@ DUP IF OVER C@ cell-now C!  1 /STRING input 2! ELSE 2DROP 0 cell-now C! THEN ;

: fresh ( -- )  tape tape-length CHARS ERASE  0 pointer ! ;

\ ---- The program being compiled. It lies in variables, not on the stack: control words keep what
\ ---- they have to remember on the stack while they compile.

2VARIABLE source-text
: next-char ( -- char | 0 )
  source-text 2@ DUP IF OVER C@ ROT ROT 1 /STRING source-text 2! ELSE 2DROP 0 THEN ;
: peek-char ( -- char | 0 )  source-text 2@ IF C@ ELSE DROP 0 THEN ;

\ The number of times that the character repeats, the first of them taken already.
: repeats ( char -- u )
  1 BEGIN OVER peek-char = WHILE 1+ next-char DROP REPEAT NIP ;

: compile-add ( n -- )      POSTPONE LITERAL POSTPONE add ;
: compile-move ( n -- )     POSTPONE LITERAL POSTPONE move-by ;
: compile-begin ( -- )      POSTPONE BEGIN POSTPONE nonzero? POSTPONE WHILE ;
: compile-end ( -- )        POSTPONE REPEAT ;

: compile-char ( char -- )
  CASE
    [CHAR] + OF [CHAR] + repeats compile-add ENDOF
    [CHAR] - OF [CHAR] - repeats NEGATE compile-add ENDOF
    [CHAR] > OF [CHAR] > repeats compile-move ENDOF
    [CHAR] < OF [CHAR] < repeats NEGATE compile-move ENDOF
    [CHAR] . OF POSTPONE put ENDOF
    [CHAR] , OF POSTPONE get ENDOF
    [CHAR] [ OF compile-begin ENDOF
    [CHAR] ] OF compile-end ENDOF
  ENDCASE ;                         \ all else is comment

\ Compiles the text into the definition that is open.
: compile-text ( -- )
  BEGIN next-char ?DUP WHILE compile-char REPEAT ;

1 CONSTANT unbalanced
: check-brackets ( c-addr u -- )
  0 ROT ROT 0 ?DO
    COUNT CASE
      [CHAR] [ OF SWAP 1+ SWAP ENDOF
      [CHAR] ] OF SWAP 1- SWAP ENDOF
    ENDCASE
    OVER 0< IF unbalanced THROW THEN
  LOOP DROP
  IF unbalanced THROW THEN ;

\ ---- Two ways to use it: a program in a string becomes an execution token ...

: compile-program ( c-addr u -- xt )
  2DUP check-brackets  source-text 2!  :NONAME compile-text POSTPONE ; ;

\ ... and one that stands in a definition becomes part of it, up to the word }bf.

: take-program ( "program }bf" -- c-addr u )
  SOURCE >IN @ /STRING DROP
  BEGIN
    PARSE-NAME DUP 0= ABORT" }bf is missing in this line"
    S" }bf" COMPARE 0=
  UNTIL
  SOURCE DROP >IN @ CHARS +  OVER - 1 CHARS / ;

: bf{ ( "program }bf" -- )
  take-program 2DUP check-brackets source-text 2! compile-text ; IMMEDIATE

\ ---- Programs

\ 8 * 9 is H, 3 * 11 more is i, 8 * 9 less is the exclamation mark.
: hi ( -- )
  fresh
  bf{ ++++++++[>+++++++++<-]>. >+++[<+++++++++++>-]<. >++++++++[<--------->-]<. >++++++++++. }bf ;
hi

\ A star, a line end, the rows to go, the length of a row, and that once more to count down.
: triangle ( -- )
  fresh bf{ >++++++[<+++++++>-] ++++++++++ >+++++ [>+[>+<-]>[<+<<<.>>>>-]<<<.>-] }bf ;
triangle

: below-zero ( -- )  fresh bf{ - }bf  ." 0 - 1 is " cell-now C@ 0 .R ."  on the tape" CR ;
below-zero

: run ( c-addr1 u1 xt -- )   \ with the string as input
  ROT ROT input 2! fresh EXECUTE CR ;

: reverse-program ( -- c-addr u )  S" >,[>,]<[.<]" ;
: sum-program ( -- c-addr u )      S" , >++++++[<-------->-] , [<+>-] <." ;
reverse-program compile-program CONSTANT reverse-text
sum-program compile-program CONSTANT sum-of-digits

: runs ( -- )
  S" level madam, desserts" reverse-text run
  S" 34" sum-of-digits run
  S" 08" sum-of-digits run ;
runs

\ What is refused is refused before a definition has been opened.
: try ( c-addr u -- )
  2DUP TYPE ."  : "
  ['] compile-program CATCH
  DUP unbalanced = IF ." brackets do not match" CR DROP 2DROP EXIT THEN
  THROW DROP ." compiled" CR ;
: tries ( -- )  S" [->+<]" try  S" [[-]" try  S" ][" try ;
tries
