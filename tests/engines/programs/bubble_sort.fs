\ 1000 cells sorted by exchanging neighbours, three times: their sum, each times its place.
1000 CONSTANT ITEMS
CREATE TABLE ITEMS CELLS ALLOT
VARIABLE SEED
: RANDOM-ITEM ( -- n ) SEED @ 1309 * 13849 + 65535 AND DUP SEED ! ;
: SCRAMBLE ( -- ) 74755 SEED ! ITEMS 0 DO RANDOM-ITEM TABLE I CELLS + ! LOOP ;
: SORT ( -- )
  1 ITEMS 1- DO
    TABLE I 0 DO
      DUP @ OVER CELL+ @ 2DUP > IF
        2 PICK ! OVER CELL+ !
      ELSE 2DROP THEN
      CELL+
    LOOP DROP
  -1 +LOOP ;
: CHECKSUM ( -- n ) 0 ITEMS 0 DO TABLE I CELLS + @ I * + LOOP ;
: BENCH ( -- n ) 0 3 0 DO DROP SCRAMBLE SORT CHECKSUM LOOP ;
