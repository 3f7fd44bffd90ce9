\ A text of 1024 characters hashed 1000 times, each time from the hash before.
1024 CONSTANT LENGTH
CREATE TEXT LENGTH ALLOT
: WRITE-TEXT ( -- ) LENGTH 0 DO I 7 * 13 + 255 AND TEXT I + C! LOOP ;
: HASH ( c-addr u n -- n )
  -ROT OVER + SWAP DO 33 * I C@ XOR 4294967295 AND LOOP ;
: BENCH ( -- n ) WRITE-TEXT 5381 1000 0 DO >R TEXT LENGTH R> HASH LOOP ;
