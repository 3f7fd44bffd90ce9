#include "src/kernel/simulation/programs.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "src/kernel/simulation/program_words.h"

namespace starkernel::kernel::simulation {
namespace {

/// `#` stands for a small number, `@` for one of other VM instances.
constexpr std::array<std::string_view, 92> kPhrases{
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
    "# OTHER ' BLOCK-VM TRY",
    "# OTHER ' RESUME-VM TRY",
    "9 0 DO I OTHER ' RESUME-VM TRY LOOP",
    "VM-SELF ' BLOCK-VM TRY",
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
    "5 256 ' IRQ-REGISTER TRY",
    "6 512 ' IRQ-REGISTER TRY",
    "# 5 ' DRIVES TRY",
    "# 6 ' DRIVES TRY",
    "5 ' IRQ-RELEASE TRY",
    "6 ' IRQ-RELEASE TRY",
    "#000 ' MAPS TRY",
    "#000 ' MAPS TRY",
    "# OTHER ' SHARES TRY",
    "# OTHER ' SHARES TRY",
    "3 # HELD ' SHOWS TRY",
    "1 # HELD ' SHOWS TRY",
    "# OTHER ' GIVES TRY",
    "# HELD ' TAKES TRY",
    "1 ' PROTECTS TRY",
    "3 ' PROTECTS TRY",
    "' UNMAPS TRY",
    "' TAKES-BACK TRY",
    "#000 ' MAPS TRY VM-SELF ' SHARES TRY 3 1 HELD ' SHOWS TRY ' TAKES-BACK TRY",
    // The line goes with the last of these.
    "5 256 ' IRQ-REGISTER TRY 4 0 DO 0 NEXT-CAP ' DROP-CAP TRY LOOP",
    "' INSIDE TRY",
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

constexpr std::array<std::string_view, 39> kLines{
    "VMS",
    ".CAPS",
    "1 NTH-VM KILL-VM",
    "# NTH-VM START-VM",
    "# NTH-VM BLOCK-VM",
    "# NTH-VM RESUME-VM",
    "# NTH-VM RESUME-VM",
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
    "5 1 IRQ-REGISTER",
    "5 IRQ-ACK . 5 IRQ-RELEASE",
    "1 772 1 PORT!",
    "3 772 1 PORT!",
    "#000 3 MAP-MEM # NTH-VM LENDS",
    "3 0 NEXT-CAP MAP-CAP OVER @ . UNMAP-MEM",
};

}  // namespace

std::string RandomProgram(std::mt19937_64& random, std::size_t phrases) {
  std::string text = std::string(kProgramWords);
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
  return std::string(kProgramWords) + ": SERVES BEGIN ['] SERVE CATCH DROP CLEAR AGAIN ; SERVES";
}

std::string DrivingProgram() {
  return std::string(kProgramWords) +
         ": D BEGIN 3 ['] DRIVES5 CATCH DROP CLEAR 3 ['] DRIVES6 CATCH DROP CLEAR AGAIN ; D";
}

std::string SharingProgram() {
  return std::string(kProgramWords) +
         ": S 2 0 DO 5000 ['] MAPS CATCH DROP CLEAR 9 0 DO I 2 + OTHER ['] SHARES CATCH DROP "
         "CLEAR\n"
         "3 I HELD ['] SHOWS CATCH DROP CLEAR I HELD ['] TAKES CATCH DROP CLEAR LOOP\n"
         "VM-SELF ['] SHARES CATCH DROP CLEAR 3 1 HELD ['] SHOWS CATCH DROP CLEAR\n"
         "['] TAKES-BACK CATCH DROP CLEAR 3 OTHER ['] GIVES CATCH DROP CLEAR\n"
         "['] INSIDE CATCH DROP CLEAR ['] TAKES-BACK CATCH DROP CLEAR ['] UNMAPS CATCH DROP CLEAR "
         "YIELD LOOP ; S";
}

std::string FirstLines() {
  return ": ENDLESS BEGIN AGAIN ; : NTH-VM 0 SWAP 0 ?DO NEXT-VM DUP 1 < IF DROP 0 NEXT-VM THEN "
         "LOOP ; : EMITS ?DO I DROP [CHAR] x EMIT LOOP ;\n"
         "PAD 200 ERASE VMS .CAPS 50 0 EMITS\n"
         ": LENDS 8 SWAP SHARE-MEM ; 5000 3 MAP-MEM 5000 UNMAP-MEM\n"
         // All but the ten capabilities that it has from the beginning, and what is there by them.
         ": PUTS-AWAY BEGIN 0 NEXT-CAP DUP 10 U> WHILE DROP-CAP REPEAT DROP\n"
         "5 ['] IRQ-RELEASE CATCH IF DROP THEN ; 5 1 IRQ-REGISTER PUTS-AWAY\n"
         "S\" 1 0 /\" SPAWN-VM DUP DUP 10 GRANT-CAP DROP START-VM 1000 SLEEP KILL-VM\n"
         "PAD 80 RECV? 2DROP 2DROP undefined\n1 0 /\n0 @\n";
}

std::string RandomLine(std::mt19937_64& random) {
  return Filled(OneOf(kLines, random), random) + "\n";
}

}  // namespace starkernel::kernel::simulation
