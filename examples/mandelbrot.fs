\ The Mandelbrot set, drawn with letters.
\
\ Shows: fixed-point numbers without floating point: M* gives the double-cell product, SM/REM scales
\        it back, rounding toward zero whatever the sign.
\ Needs: CORE and CORE EXT. Cells of 16 bits are enough: no value reaches 8, which is 16384 here.
\ Run:   S" mandelbrot.fs" INCLUDED

2048 CONSTANT one                   \ 1 as a fixed-point number
one 2* CONSTANT two
one 4 * CONSTANT four
: fixed* ( x y -- x*y )  M* one SM/REM NIP ;

30 CONSTANT rounds                  \ a point that stays near for so long is taken for a member

VARIABLE c-real  VARIABLE c-imaginary
VARIABLE real    VARIABLE imaginary

: outside? ( x -- flag )  ABS two > ;

\ Whether the point is two or more away from the origin. Far ones are told by one coordinate, so
\ that the squares cannot overflow.
: escaped? ( -- flag )
  real @ outside?  imaginary @ outside? OR IF TRUE EXIT THEN
  real @ DUP fixed*  imaginary @ DUP fixed* +  four < 0= ;

: step ( -- )   \ z becomes z*z + c
  real @ DUP fixed*  imaginary @ DUP fixed* -  c-real @ +
  real @ imaginary @ fixed* 2*  c-imaginary @ +  imaginary !  real ! ;

: escape-time ( -- n )   \ of the point c; rounds if it did not escape
  0 real ! 0 imaginary !
  rounds 0 DO
    escaped? IF I UNLOOP EXIT THEN  step
  LOOP rounds ;

\ Slow ones look dense.
: shade ( n -- char )
  DUP rounds = IF DROP [CHAR] # EXIT THEN
  DUP 3 < IF DROP [CHAR] . EXIT THEN
  DUP 5 < IF DROP [CHAR] - EXIT THEN
  10 < IF [CHAR] + ELSE [CHAR] * THEN ;

\ From -2.2 to 0.8 and from -1.25 to 1.25; rows and columns are counted from the middle.
64 CONSTANT columns
25 CONSTANT rows
: column>real ( column -- x )       96 * 4506 - ;
: row>imaginary ( row -- y )        rows 2/ - 213 * ;

: .row ( row -- )
  row>imaginary c-imaginary !
  columns 0 DO  I column>real c-real !  escape-time shade EMIT  LOOP CR ;

: mandelbrot ( -- )  rows 0 DO I .row LOOP ;

mandelbrot
