\ Double-cell numbers: money with interest, numbers too large for a cell of 16 bits, calendar days.
\
\ Shows: double literals, variables and constants, mixed arithmetic, M*/ with its triple-cell
\        product, pictured output, comparisons.
\ Needs: CORE, CORE EXT, DOUBLE, DOUBLE EXT (2ROT, DU<). Cells of 16 bits are enough: no number here
\        reaches 2147483648.
\ Run:   S" doubles.fs" INCLUDED

: .d ( d -- )  0 D.R ;

\ ---- Money is counted in cents

: .money ( d -- )   \ right-aligned in 12 places
  TUCK DABS <# # # [CHAR] . HOLD #S ROT SIGN #>
  12 OVER - SPACES TYPE ;

: with-interest ( d percent -- d' )  100 + 100 M*/ ;

2VARIABLE balance
: .year ( n -- )  ." year " 2 .R balance 2@ .money CR ;
: savings ( -- )
  100000. balance 2!
  0 .year
  11 1 DO
    balance 2@ 5 with-interest balance 2!
    I .year
  LOOP ;

: debts ( -- )
  ." in debt  " 25075. DNEGATE .money CR
  ." paid     " 25075. DNEGATE 30000. D+ .money CR
  ." owed by 3" 100000. 1 3 M*/ .money CR
  ." a cent   " 100000. 100001. D- .money CR ;

\ ---- Series that grow past 16 bits

: factorials ( -- )
  1. 13 1 DO
    I 1 M*/  I 2 .R ." ! = " 2DUP .d CR
  LOOP 2DROP ;

2VARIABLE older
: fibonacci ( u -- d )
  1. older 2!  0. ROT 0 ?DO  2DUP older 2@ D+ 2SWAP older 2!  LOOP ;

: powers ( -- )
  ." powers of two:" 1. 31 0 DO  I 5 MOD 0= IF SPACE 2DUP .d THEN  D2*  LOOP 2DROP CR
  ." halves:" 1000000. BEGIN 2DUP D0= 0= WHILE  SPACE 2DUP .d  D2/ D2/ D2/  REPEAT 2DROP CR ;

\ The square root of a double, a bit at a time from the highest.
2VARIABLE radicand
: too-large? ( u -- flag )  DUP UM* radicand 2@ 2SWAP DU< ;
: root ( ud -- u )
  radicand 2!  0
  0 15 DO  1 I LSHIFT OVER +  DUP too-large? IF DROP ELSE NIP THEN  -1 +LOOP ;

\ ---- Days: the Julian day number of a date of the Gregorian calendar

365 4 * 1+ CONSTANT days-in-4-years
146097. 2CONSTANT days-in-400-years

VARIABLE day  VARIABLE month  VARIABLE year
\ The year is made to begin in March, so that the leap day is its last.
: julian-day ( day month year -- d )
  4800 + year !  month !  day !
  month @ 3 < IF 12 month +!  -1 year +! THEN  -3 month +!
  year @ 365 UM*
  year @ 4 / M+  year @ 100 / NEGATE M+  year @ 400 / M+
  153 month @ * 2 + 5 / M+
  day @ M+  32045. D- ;

\ A remainder by two divisions, since the quotient by one might not fit a cell.
: remainder ( ud u -- u' )  >R  0 R@ UM/MOD DROP  R> UM/MOD DROP ;
: weekday ( d -- n )  7 remainder ;   \ 0 is Monday
: .weekday ( n -- )
  CASE
    0 OF ." Monday" ENDOF     1 OF ." Tuesday" ENDOF  2 OF ." Wednesday" ENDOF
    3 OF ." Thursday" ENDOF   4 OF ." Friday" ENDOF   5 OF ." Saturday" ENDOF
    6 OF ." Sunday" ENDOF
  ENDCASE ;
: .date ( day month year -- )
  ." day " julian-day 2DUP .d ."  is a " weekday .weekday CR ;

1 1 2000 julian-day 2CONSTANT millennium
20 7 1969 julian-day 2CONSTANT moon-landing

\ ---- Comparisons

: .flag ( flag -- )  IF ."  yes" ELSE ."  no" THEN ;
: comparisons ( -- )
  ." signed less   " -1. 1. D< .flag  1. -1. D< .flag  70000. 70000. D< .flag CR
  ." unsigned less " -1. 1. DU< .flag  1. -1. DU< .flag CR
  ." equal         " 70000. 70000. D= .flag  70000. 4464. D= .flag CR
  ." sign and zero " -70000. D0< .flag  0. D0= .flag  65536. D0= .flag CR
  ." extremes      " -70000. 65536. DMAX .d SPACE -70000. 65536. DMIN .d CR
  ." rotated       " 1. 2. 3. 2ROT .d SPACE .d SPACE .d CR
  ." to a cell     " -123. D>S 0 .R SPACE [ 31000. ] 2LITERAL D>S 0 .R CR ;

savings CR debts CR
factorials CR
: series ( -- )
  ." F(24) = " 24 fibonacci .d ." , F(46) = " 46 fibonacci .d CR
  powers
  ." root of 1999999999 = " 1999999999. root 0 U.R CR
  ." root of 1000000000 = " 1000000000. root 0 U.R CR ;
series CR
20 7 1969 .date  1 1 2000 .date  29 2 2000 .date  28 2 1900 .date  1 3 1900 .date
: .between ( -- )
  ." from the first to the second " millennium moon-landing D- .d ."  days" CR ;
.between CR
comparisons
