\ In how many ways 11 queens stand on a board, none in the way of another. Bits that are set are
\ free columns and diagonals.
VARIABLE WAYS
: PLACE ( columns left right -- )
  2 PICK 0= IF 2DROP DROP 1 WAYS +! EXIT THEN
  2 PICK 2 PICK AND OVER AND
  BEGIN DUP WHILE
    DUP DUP NEGATE AND ( columns left right places queen )
    2>R
    2 PICK R@ INVERT AND
    2 PICK R@ INVERT AND 2* 1+
    2 PICK R@ INVERT AND 1 RSHIFT
    RECURSE
    2R> XOR
  REPEAT 2DROP 2DROP ;
: BENCH ( -- n ) 0 WAYS ! 2047 -1 -1 PLACE WAYS @ ;
