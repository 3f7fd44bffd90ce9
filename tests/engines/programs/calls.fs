\ Words that do hardly more than call others: 32 calls of the innermost a round, 50000 rounds.
: INCREASE ( n -- n ) 1+ ;
: TWICE ( n -- n ) INCREASE INCREASE ;
: FOUR ( n -- n ) TWICE TWICE ;
: EIGHT ( n -- n ) FOUR FOUR ;
: SIXTEEN ( n -- n ) EIGHT EIGHT ;
: THIRTY-TWO ( n -- n ) SIXTEEN SIXTEEN ;
: BENCH ( -- n ) 0 50000 0 DO THIRTY-TWO LOOP ;
