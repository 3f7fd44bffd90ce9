#pragma once

#include <array>
#include <string_view>

namespace starkernel::forthvm::fuzz {

/// Programs to begin with: most of what the language has, in a few lines each. VM instance 3 is the
/// program's own, 4 the first that it makes; slots 1 to 10 hold the root capabilities.
inline constexpr std::array<std::string_view, 36> kSeedPrograms = {
    ": W0 DUP * ; 7 W0 . W0 W0",
    ": W0 10 0 DO I . I 5 = IF LEAVE THEN LOOP ; W0",
    ": W0 BEGIN DUP WHILE 1- REPEAT DROP ; 5 W0\n: W1 BEGIN 1- DUP 0= UNTIL ; 3 W1 .",
    ": W0 CASE 1 OF 2 ENDOF 3 OF 4 ENDOF ENDCASE ; 3 W0 .",
    ": W0 RECURSE ; ' W0 CATCH . W0",
    ": W0 {: W1 W2 | W3 -- W4 :} W1 W2 + TO W3 W3 ; 1 2 W0 .",
    ": W0 LOCALS| W1 W2 | W1 W2 - ; 5 3 W0 .",
    ": W0 [: 1 [: 2 ;] EXECUTE + ;] EXECUTE ; W0 . [: 3 ;] EXECUTE .",
    ": W0 CREATE , DOES> @ ; 5 W0 W1 W1 . ' W1 >BODY @ . W1",
    "MARKER W0 : W1 1 ; VARIABLE W2 W0 W1",
    ": W0 1 ; : W1 W0 ; FORGET W0 W1",
    "S\" 1 2 + .\" EVALUATE S\" : W0 S\\\" 5 .\\\" EVALUATE ;\" EVALUATE",
    ": W0 1 THROW ; : W1 ['] W0 CATCH THROW ; ' W1 CATCH . W1",
    "VOCABULARY W0 ALSO W0 DEFINITIONS : W1 2 ; PREVIOUS DEFINITIONS ORDER W1",
    "WORDLIST CONSTANT W0 GET-ORDER W0 SWAP 1+ SET-ORDER W0 SET-CURRENT : W1 ; ONLY",
    "DEFER W0 ' DUP IS W0 1 W0 . . SYNONYM W1 W0 1 W1",
    "100 ALLOCATE THROW DUP 200 RESIZE THROW FREE .",
    "PAD 100 65 FILL PAD 10 TYPE PAD PAD 1+ 50 MOVE PAD 5 PAD 6 COMPARE .",
    "S\" abc\" S\" n\" REPLACES S\" x%n%y\" PAD 100 SUBSTITUTE . TYPE",
    "1234567 0 <# # # [CHAR] . HOLD #S #> TYPE HEX FF U. DECIMAL -5 7 .R",
    ": W0 >R R@ 2>R 2R> R> N>R NR> ; 1 2 3 2 W0 .S",
    "1 [IF] 2 . [ELSE] 3 . [THEN] 0 [IF] 4 [ELSE] 5 [THEN] .",
    ": W0 IF 1 ELSE 2 THEN ; IMMEDIATE : W1 [ 0 ] W0 LITERAL ; W1 . : W2 POSTPONE IF ; IMMEDIATE",
    "SAVE-INPUT RESTORE-INPUT . SOURCE TYPE >IN @ . PARSE-NAME abc TYPE CHAR x EMIT",
    "INCLUDE F.FS KEY ACCEPT EKEY XKEY PAD 20 ACCEPT .\nhello\n",
    "S\" A\" R/W CREATE-FILE THROW VALUE W0 PAD 9 W0 WRITE-LINE . W0 FILE-SIZE . . .\n"
    "0. W0 REPOSITION-FILE . PAD 9 W0 READ-LINE . . . W0 CLOSE-FILE . S\" A\" DELETE-FILE .",
    "1 BLOCK 64 65 FILL UPDATE FLUSH 1 LIST 2 BUFFER DROP 1 LOAD 7 BLOCK EMPTY-BUFFERS 1 2 THRU",
    "VM-SELF . TICKS . 0 NEXT-VM . 3 .VM VMS YIELD 5 SLEEP 3 VM-STATUS . .CAPS .REFUSALS",
    "S\" a\" 1 3 SEND PAD 9 RECV . . . S\" b\" 2 3 SEND? . PAD 9 RECV? . . . . RECV-BADGE .",
    "S\" PAD 9 RECV 2DROP PAD SWAP 7 REPLY\" SPAWN-VM VALUE W0 W0 4 GRANT-CAP .\n"
    "W0 START-VM PAD 4 1 W0 PAD 8 CALL . . W0 VM-STATUS .",
    "S\" 0 1 2 3 SEND 5 3 NOTIFY BEGIN AGAIN\" SPAWN-VM 4 3 GRANT-CAP . 4 START-VM\n"
    "7 WAIT-EVENTS . PAD 9 RECV . . . 4 KILL-VM 4 .VM",
    "S\" PAD 8 RECV\" SPAWN-VM START-VM YIELD PAD 8 1 4 SEND PAD 8 1 4 SEND PAD 8 1 4 SEND\n"
    "PAD 8 1 4 SEND PAD 8 1 4 SEND? . 4 KILL-VM",
    "3 CAP@ .S 0 5 CAN-INVOKE 3 ATTENUATE-CAP DUP .CAP 9 OVER BADGE-CAP .CAP DUP REVOKE-CAP "
    "DROP-CAP",
    "0 BEGIN NEXT-CAP DUP WHILE DUP .CAP REPEAT DROP 2 DROP-CAP 3 KILL-VM TRUE RECORD-ALLOWED",
    "1 3 NOTIFY 3 EVENTS . 1 3 NOTIFY 1 WAIT-EVENTS . 2 WAIT-EVENTS 3 KILL-VM",
    "VARIABLE W0 HERE 100 ALLOT W0 ! W0 @ 100 DUMP 5 C, 6 , HERE 2 - C@ . WORDS COLD",
};

}  // namespace starkernel::forthvm::fuzz
