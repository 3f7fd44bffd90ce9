#include "src/kernel/simulation/programs.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace starkernel::kernel::simulation {
namespace {

/// `#` stands for a small number, `@` for one of other VM instances.
constexpr std::array<std::string_view, 67> kPhrases{
    "# OTHER ' TELL TRY",
    "# OTHER ' TELL TRY",
    "# OTHER ' TELL TRY",
    "# 0 DO # OTHER ' TELL TRY LOOP",
    "20 0 DO 1 OTHER ' TELL TRY LOOP",
    "70 0 DO # OTHER ' TELL? TRY LOOP",
    "# OTHER ' ASK TRY",
    "# OTHER ' ASK TRY",
    "# 0 DO # OTHER ' ASK TRY LOOP",
    "' HEAR TRY",
    "' HEAR TRY",
    "' HEAR? TRY",
    "# 0 DO ' HEAR? TRY LOOP",
    "# 0 DO ' SERVE TRY LOOP",
    "# 0 DO ' SERVE TRY LOOP",
    "# # OTHER ' NOTIFY TRY",
    "255 ' WAIT-EVENTS TRY",
    "# ' EVENTS TRY",
    "#000 SLEEP",
    "#00000 SLEEP",
    "YIELD",
    "#0 ' LOOPS TRY",
    "0 5 7 0 NEXT-CAP ' ATTENUATE-CAP TRY",
    "# 0 NEXT-CAP NEXT-CAP ' BADGE-CAP TRY",
    "# OTHER # HELD ' GRANT-CAP TRY",
    "# HELD ' REVOKE-CAP TRY",
    "0 NEXT-CAP ' DROP-CAP TRY",
    "1 ' HAS-CAP? TRY",
    "#000 ' BLOCKS TRY",
    "HERE #000 ALLOT #000 ERASE",
    "HERE 40000 ALLOT 40000 ERASE",
    ": D1 1 ; : D2 D1 2 + ; FORGET D1",
    "MARKER M1 : D3 # ; M1",
    "' DIVIDES TRY",
    "' PEEKS TRY",
    "' FETCHES TRY",
    "' DEEP TRY",
    "' FILES TRY",
    "CREATED ' EVALUATES TRY",
    "# OTHER ' KILL-VM TRY",
    "# OTHER ' VM-STATUS TRY",
    "SMALL ' SPAWNS TRY",
    "SOURCE ' SPAWNS TRY",
    "7000 0 DO LOOP",
    ".( working) CR",
    "VM-SELF ' ASK TRY",
    "# OTHER ' TELL-WITHIN TRY",
    "70 0 DO # OTHER ' TELL-WITHIN TRY LOOP",
    "' HEAR-WITHIN TRY",
    "#0000 # OTHER ' HEAR-FROM TRY",
    "-1 # OTHER ' HEAR-FROM TRY",
    "' HEAR-FIRST TRY",
    "' .NOTICES TRY",
    "1 # OTHER ' SUPERVISE-VM TRY",
    "0 # OTHER ' SUPERVISE-VM TRY",
    "# OTHER ' NAMES TRY",
    "# # OTHER ' VM-PRIORITY! TRY",
    "#00 # OTHER ' VM-QUANTUM! TRY",
    "# #000 # OTHER ' VM-QUOTA! TRY",
    "#0000 # OTHER ' BUDGETS TRY",
    "#00000 # OTHER ' BUDGETS TRY",
    "0 # OTHER ' VM-BUDGET! TRY",
    "BUDGET @ ' DROP-BUDGET TRY",
    "# ' DROP-BUDGET TRY",
    "#0 # HELD ' TREE TRY",
    "# # HELD ' CHAIN TRY",
    "#0 # HELD ' SPREADS TRY",
};

/// What a program may end with, uncaught.
constexpr std::array<std::string_view, 14> kEnds{
    "",
    "BYE",
    "1 0 /",
    "0 @",
    "DROP DROP DROP",
    "DEEP",
    "undefined",
    "ABORT",
    "ENDLESS",
    "VM-SELF KILL-VM",
    "12345 EXECUTE",
    "PAD 9 RECV",
    "1 WAIT-EVENTS",
    "7 -1 !",
};

constexpr std::string_view kWords =
    // The counter of messages from or to a VM instance, 0 for one that was not met before.
    "CREATE OUT-ID 64 CELLS ALLOT OUT-ID 64 CELLS ERASE\n"
    "CREATE OUT-NO 64 CELLS ALLOT OUT-NO 64 CELLS ERASE\n"
    "CREATE IN-ID 64 CELLS ALLOT IN-ID 64 CELLS ERASE\n"
    "CREATE IN-NO 64 CELLS ALLOT IN-NO 64 CELLS ERASE\n"
    "CREATE BODY 3 CELLS ALLOT CREATE IN 3 CELLS ALLOT CREATE BACK 3 CELLS ALLOT\n"
    // The call taken last, whose third cell is inverted.
    "CREATE CALLED 3 CELLS ALLOT\n"
    ": SLOT SWAP 63 AND CELLS + ;\n"
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
    ": SPREADS SWAP 0 ?DO I 7 AND 1+ OTHER OVER GRANT-CAP DROP LOOP REVOKE-CAP ;\n";

std::string Filled(std::string_view phrase, std::mt19937_64& random) {
  std::string text;
  for (const char character : phrase) {
    if (character == '#') {
      text += std::to_string(1 + random() % 9);
    } else {
      text += character;
    }
  }
  return text;
}

std::string_view OneOf(std::span<const std::string_view> texts, std::mt19937_64& random) {
  return texts[random() % texts.size()];
}

constexpr std::array<std::string_view, 30> kLines{
    "VMS",
    ".CAPS",
    "1 NTH-VM KILL-VM",
    "# NTH-VM START-VM",
    "# NTH-VM VM-STATUS .",
    "# NTH-VM .VM",
    "S\" 1 0 /\" SPAWN-VM DUP 10 GRANT-CAP DROP START-VM",
    "S\" 1 0 DO LOOP\" SPAWN-VM START-VM",
    "#000 SLEEP",
    "ENDLESS",
    "1 0 /",
    "0 @",
    "undefined",
    "PAD 80 RECV",
    "PAD 80 RECV? 2DROP 2DROP",
    "1 WAIT-EVENTS",
    "PAD 8 # # NTH-VM SEND",
    "PAD 8 # # NTH-VM PAD 80 CALL",
    "# # NTH-VM NOTIFY",
    "# NTH-VM 2 GRANT-CAP DROP",
    "3 REVOKE-CAP",
    "50 0 EMITS",
    "1 # NTH-VM SUPERVISE-VM",
    "#0000 MAKE-BUDGET # NTH-VM VM-BUDGET!",
    "# DROP-BUDGET",
    "S\" named\" # NTH-VM VM-NAME!",
    "# # NTH-VM VM-PRIORITY!",
    ".NOTICES",
    "PAD 80 # NTH-VM -1 RECV-FROM 2DROP DROP",
    "PAD 80 # NTH-VM 5000 RECV-FROM 2DROP DROP",
};

}  // namespace

std::string RandomProgram(std::mt19937_64& random, std::size_t phrases) {
  std::string text = std::string(kWords);
  for (std::size_t index = 0; index < phrases; ++index) {
    const std::string phrase = Filled(OneOf(kPhrases, random), random);
    // Loops are compiled.
    const bool loops = phrase.find(" DO ") != std::string::npos;
    if (loops) {
      std::string compiled;
      for (std::size_t at = 0; at < phrase.size(); ++at) {
        compiled += phrase[at] == '\'' ? std::string("[']") : std::string(1, phrase[at]);
      }
      const std::string name = "P" + std::to_string(index);
      text.append(": ").append(name).append(" ").append(compiled).append(" ; ");
      text.append(name).append("\n");
    } else {
      text.append(phrase).append("\n");
    }
  }
  return text.append(OneOf(kEnds, random));
}

std::string ServingProgram() {
  return std::string(kWords) + ": SERVES BEGIN ['] SERVE CATCH DROP CLEAR AGAIN ; SERVES";
}

std::string FirstLines() {
  return ": ENDLESS BEGIN AGAIN ; : NTH-VM 0 SWAP 0 ?DO NEXT-VM DUP 1 < IF DROP 0 NEXT-VM THEN "
         "LOOP ; : EMITS ?DO I DROP [CHAR] x EMIT LOOP ;\n"
         "PAD 200 ERASE VMS .CAPS 50 0 EMITS\n"
         "S\" 1 0 /\" SPAWN-VM DUP DUP 10 GRANT-CAP DROP START-VM 1000 SLEEP KILL-VM\n"
         "PAD 80 RECV? 2DROP 2DROP undefined\n1 0 /\n0 @\n";
}

std::string RandomLine(std::mt19937_64& random) {
  return Filled(OneOf(kLines, random), random) + "\n";
}

}  // namespace starkernel::kernel::simulation
