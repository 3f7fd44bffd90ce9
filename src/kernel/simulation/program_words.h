#pragma once

#include <string_view>

namespace starkernel::kernel::simulation {

/// Words that every program has. Messages carry sender, number and receiver, and receivers expect
/// the next number of each sender.
inline constexpr std::string_view kProgramWords =
    // The counter of messages from or to a VM instance, 0 for one that was not met before.
    "CREATE OUT-ID 256 CELLS ALLOT OUT-ID 256 CELLS ERASE\n"
    "CREATE OUT-NO 256 CELLS ALLOT OUT-NO 256 CELLS ERASE\n"
    "CREATE IN-ID 256 CELLS ALLOT IN-ID 256 CELLS ERASE\n"
    "CREATE IN-NO 256 CELLS ALLOT IN-NO 256 CELLS ERASE\n"
    "CREATE BODY 3 CELLS ALLOT CREATE IN 3 CELLS ALLOT CREATE BACK 3 CELLS ALLOT\n"
    // The call taken last, whose third cell is inverted.
    "CREATE CALLED 3 CELLS ALLOT\n"
    // By place and generation: what a dead sender left may be taken after what the next one sends.
    ": SLOT SWAP DUP 63 AND SWAP 32 RSHIFT 3 AND 6 LSHIFT + CELLS + ;\n"
    ": COUNTER >R OVER SWAP SLOT 2DUP @ <> IF 2DUP ! OVER R@ SLOT 0 SWAP ! THEN DROP R> SLOT ;\n"
    ": WRONG .\" WRONG \" . CR -7000 THROW ;\n"
    ": FILLED VM-SELF BODY ! DUP OUT-ID OUT-NO COUNTER DUP @ 1+ BODY CELL+ !\n"
    "OVER BODY 2 CELLS + ! ;\n"
    ": TELL FILLED >R >R BODY 3 CELLS BODY CELL+ @ R> SEND 1 R> +! ;\n"
    ": TELL? FILLED >R >R BODY 3 CELLS BODY CELL+ @ R> SEND? IF 1 R> +! ELSE R> DROP THEN ;\n"
    ": ASK FILLED BODY 2 CELLS + DUP @ INVERT SWAP ! >R BODY 3 CELLS BODY CELL+ @ 3 PICK BACK 3 "
    "CELLS CALL\n"
    "BODY CELL+ @ <> IF 11 WRONG THEN 3 CELLS <> IF 12 WRONG THEN\n"
    "BACK @ VM-SELF <> IF 13 WRONG THEN BACK 2 CELLS + @ INVERT <> IF 14 WRONG THEN 1 R> +! ;\n"
    ": HEARD DUP 0= IF DROP 2DROP EXIT THEN OVER 0< IF DROP 2DROP EXIT THEN >R SWAP 3 CELLS <> IF "
    "1 WRONG THEN\n"
    "R@ IN @ <> IF 2 WRONG THEN DUP IN CELL+ @ <> IF 3 WRONG THEN\n"
    "IN 2 CELLS + @ DUP 0< IF INVERT IN CALLED 3 CELLS MOVE THEN VM-SELF <> IF 4 WRONG THEN\n"
    "R> IN-ID IN-NO COUNTER 2DUP @ 1+ <> IF 5 WRONG THEN ! ;\n"
    ": HEAR IN 3 CELLS RECV HEARD ;\n"
    ": HEAR? IN 3 CELLS RECV? IF HEARD ELSE DROP 2DROP THEN ;\n"
    ": ANSWER CALLED 3 CELLS CALLED CELL+ @ REPLY ;\n"
    ": CLEAR BEGIN DEPTH WHILE DROP REPEAT ;\n"
    ": TRY CATCH DROP CLEAR ;\n"
    ": SERVE HEAR ['] ANSWER CATCH DROP ;\n"
    ": OTHER 0 SWAP 0 ?DO NEXT-VM DUP 1 < IF DROP 0 NEXT-VM THEN LOOP ;\n"
    ": HELD 0 SWAP 0 ?DO NEXT-CAP LOOP ;\n"
    ": LOOPS 0 ?DO I DROP LOOP ;\n"
    ": ENDLESS BEGIN AGAIN ;\n"
    ": DEEP RECURSE 1 ;\n"
    ": DIVIDES 1 0 / ;\n"
    ": PEEKS 0 @ ;\n"
    ": FETCHES 99999999 C@ ;\n"
    ": BLOCKS DUP ALLOCATE THROW DUP ROT ERASE DUP 100 RESIZE THROW NIP FREE THROW ;\n"
    ": FILES S\" f\" W/O CREATE-FILE THROW S\" text\" 2 PICK WRITE-FILE THROW CLOSE-FILE THROW\n"
    "1 BLOCK DROP UPDATE FLUSH S\" f\" DELETE-FILE THROW ;\n"
    ": CREATED S\" 1 2 + DROP CREATE E 100 ALLOT\" ;\n"
    ": EVALUATES EVALUATE ;\n"
    ": SMALL S\" : T 40 0 DO LOOP ; T 1000 SLEEP T 3 0 /\" ;\n"
    ": SPAWNS SPAWN-VM START-VM ;\n"
    ": TELL-WITHIN FILLED >R >R BODY 3 CELLS BODY CELL+ @ R> 20000 SEND-WITHIN\n"
    "IF 1 R> +! ELSE R> DROP THEN ;\n"
    ": HEAR-WITHIN IN 3 CELLS 20000 RECV-WITHIN IF HEARD ELSE DROP 2DROP THEN ;\n"
    ": HEAR-FROM SWAP OVER >R IN 3 CELLS 2SWAP RECV-FROM IF R> HEARD ELSE 2DROP R> DROP THEN ;\n"
    // The first of a sender is the only one that may be taken before others.
    ": HEAR-FIRST IN 3 CELLS 1 20000 RECV-TAGGED IF 1 SWAP HEARD ELSE 2DROP THEN ;\n"
    ": NAMES >R S\" renamed\" R> VM-NAME! ;\n"
    "VARIABLE BUDGET : BUDGETS SWAP MAKE-BUDGET DUP BUDGET ! SWAP VM-BUDGET! ;\n"
    ": DERIVED VM-SELF SWAP GRANT-CAP ;\n"
    ": TREE SWAP 0 ?DO DUP DERIVED DERIVED DROP LOOP REVOKE-CAP ;\n"
    ": CHAIN TUCK SWAP 0 ?DO DERIVED LOOP DROP REVOKE-CAP ;\n"
    ": SPREADS SWAP 0 ?DO I 7 AND 1+ OTHER OVER GRANT-CAP DROP LOOP REVOKE-CAP ;\n"
    // A line's interrupts, of which no more can be unacknowledged than two storms of edges.
    ": DRIVEN WAIT-EVENTS SWAP IRQ-ACK 64 U> IF 21 WRONG THEN 768 AND 0= IF 22 WRONG THEN ;\n"
    ": DRIVES5 5 256 IRQ-REGISTER 0 ?DO 5 256 DRIVEN LOOP 5 IRQ-RELEASE ;\n"
    ": DRIVES6 6 512 IRQ-REGISTER 0 ?DO 3 772 1 PORT! 6 512 DRIVEN LOOP 6 IRQ-RELEASE ;\n"
    ": DRIVES 5 = IF DRIVES5 ELSE DRIVES6 THEN ;\n"
    // Memory of its own that it shares, and that of others.
    "VARIABLE REGION VARIABLE SIZE\n"
    ": MAPS DUP 3 MAP-MEM REGION ! SIZE ! VM-SELF REGION @ ! ;\n"
    ": SHARES REGION @ SIZE @ ROT SHARE-MEM ;\n"
    ": SHOWS MAP-CAP OVER @ DROP OVER 1 SWAP +! + 1- C@ DROP ;\n"
    ": GIVES REGION @ SIZE @ ROT GIVE-MEM ;\n"
    ": TAKES TAKE-MEM SIZE ! REGION ! ;\n"
    ": PROTECTS REGION @ SIZE @ ROT PROTECT 1 REGION @ +! ;\n"
    ": UNMAPS REGION @ SIZE @ UNMAP-MEM ;\n"
    ": TAKES-BACK REGION @ MEM-CAP REVOKE-CAP ;\n"
    // A program that runs in memory which it takes away.
    ": INSIDE S\" UNMAPS 1 DROP\" REGION @ OVER 2>R REGION @ SWAP MOVE 2R> EVALUATE ;\n";

}  // namespace starkernel::kernel::simulation
