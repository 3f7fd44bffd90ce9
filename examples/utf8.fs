\ Texts in UTF-8: characters counted, named by their numbers, turned round, put into capitals.
\
\ Shows: extended characters, which take one or more characters of memory: walking over them in both
\        directions, writing them within a limit, cutting a text without cutting a character.
\ Needs: CORE, CORE EXT, STRING, XCHAR, XCHAR EXT, with UTF-8 as the encoding.
\ Run:   S" utf8.fs" INCLUDED

: check-encoding ( -- )   \ the euro sign is three characters in UTF-8
  $20AC XC-SIZE 3 <> ABORT" utf8.fs needs UTF-8 as the encoding of extended characters" ;
check-encoding

\ ---- Counting: by stepping over them

: xchars ( xc-addr u -- u' )
  0 ROT ROT BEGIN DUP WHILE  +X/STRING ROT 1+ ROT ROT  REPEAT 2DROP ;

\ ---- Numbers: at least four hexadecimal digits

: .code ( xchar -- )
  BASE @ >R HEX  ." U+" S>D <# # # # #S #> TYPE  R> BASE ! ;
: .codes ( xc-addr u -- )
  OVER + SWAP BEGIN 2DUP U> WHILE  XC@+ SPACE .code  REPEAT 2DROP ;

\ ---- Backwards: from the end, a character at a time

: .reversed ( xc-addr u -- )
  BEGIN DUP WHILE  2DUP + XCHAR- XC@+ XEMIT DROP  X\STRING-  REPEAT 2DROP ;

\ ---- Capitals: of ASCII, Latin-1 and Greek without accents, where they stand 32 before the small
\ ---- letters; others stay as they are

: within-inclusive ( n low high -- flag )  1+ WITHIN ;
: small? ( xchar -- flag )
  DUP [CHAR] a [CHAR] z within-inclusive
  OVER $E0 $FE within-inclusive  2 PICK $F7 <> AND OR      \ not the division sign
  OVER $3B1 $3C9 within-inclusive  2 PICK $3C2 <> AND OR   \ not the final sigma
  NIP ;
: capital ( xchar -- xchar' )
  DUP $3C2 = IF DROP $3A3 EXIT THEN  DUP small? IF 32 - THEN ;

40 CONSTANT room
CREATE area  room CHARS ALLOT
VARIABLE free-place                 \ where the next character goes
VARIABLE free-room                  \ how much may follow there
: start ( -- )  area free-place !  room free-room ! ;
: put? ( xchar -- flag )   \ false if there is no room for it
  free-place @ free-room @ XC!+?  ROT ROT free-room ! free-place ! ;
: built ( -- xc-addr u )  area free-place @ OVER - 1 CHARS / ;

: capitals ( xc-addr1 u1 -- xc-addr2 u2 )
  start  OVER + SWAP
  BEGIN 2DUP U> WHILE  XC@+ capital put? DROP  REPEAT 2DROP  built ;

\ ---- A text, and what there is to say of it

: about ( xc-addr u -- )
  2DUP TYPE CR
  ."   " DUP 0 .R ."  in memory, " 2DUP xchars 0 .R ."  characters:" 2DUP .codes CR
  ."   " 2DUP .reversed ."  | " capitals TYPE CR ;

: texts ( -- )
  S" Forth" about
  S" Grüße, Zoë" about
  S" λόγος" about
  S" 日本語" about
  S" clef 𝄞 end" about ;
texts CR

\ ---- Cut at any place, then back to the last whole character

: cuts ( -- )
  S" aß€𝄞"
  DUP 1+ 0 DO
    OVER I -TRAILING-GARBAGE
    I 2 .R ."  -> " DUP 2 .R ."  |" TYPE ." |" CR
  LOOP 2DROP ;
cuts CR

\ ---- Room for seven: the third euro sign does not fit

: euros ( u -- )
  start free-room !
  BEGIN $20AC put? 0= UNTIL
  built 2DUP TYPE SPACE xchars 0 .R ."  fit, room left for " free-room @ 0 .R CR ;
7 euros

\ ---- In pictured output, and in data space

: .price ( u -- )  S>D <# $20AC XHOLD BL HOLD # # [CHAR] , HOLD #S #> TYPE CR ;
1999 .price  5 .price

CREATE greek  $3B1 XC, $3B2 XC, $3B3 XC,
HERE greek - 1 CHARS / CONSTANT greek#
: .greek ( -- )  greek greek# TYPE  ."  the second is" greek XCHAR+ XC@+ SPACE .code DROP CR ;
.greek

\ ---- A heading underlined in its width on the screen

: heading ( xc-addr u -- )  2DUP TYPE CR  X-WIDTH 0 ?DO ." =" LOOP CR ;
: headings ( -- )  S" Überschrift" heading S" ἀρχή" heading ;
headings
