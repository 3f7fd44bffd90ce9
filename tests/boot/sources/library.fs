\ A module that others include.
: CUBE ( n -- n^3 ) DUP DUP * * ;
