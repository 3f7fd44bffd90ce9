\ An endless loop that may have a million reductions in one window, beside one that sleeps for a tenth
\ of a millisecond at a time: the timer ends the loop's windows when the sleeper's time has come.

S" : T BEGIN AGAIN ; T" SPAWN-VM CONSTANT LOOPS  1000000 LOOPS VM-QUANTUM!  LOOPS START-VM

VARIABLE SHORT-ONES
: SPENT-WHILE-ASLEEP ( -- u )
  LOOPS VM-REDUCTIONS 100000 SLEEP LOOPS VM-REDUCTIONS SWAP - ;
: ROUNDS ( u -- ) 0 ?DO SPENT-WHILE-ASLEEP 1 1000000 WITHIN NEGATE SHORT-ONES +! LOOP ;
100 ROUNDS
.( Ended early: ) SHORT-ONES @ . CR
