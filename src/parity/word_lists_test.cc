#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/word_module.h"
#include "src/parity/post_case.h"
#include "src/parity/post_corpus.h"
#include "src/parity/post_reader.h"

namespace starkernel::parity {
namespace {

/// Names that every VM instance has to have, parted by blanks.
struct WordList {
  std::string_view name;
  std::string_view words;
};

/// Forth-2012 by word sets, each with its extensions. That a word has cases is
/// PostCorpusTest.EveryWordHasACase.
constexpr std::array kStandard = std::to_array<WordList>({
    {"CORE",
     R"~(! # #> #S ' ( * */ */MOD + +! +LOOP , - . ." / /MOD 0< 0= 1+ 1- 2! 2* 2/ 2@ 2DROP )~"
     R"~(2DUP 2OVER 2SWAP : ; < <# = > >BODY >IN >NUMBER >R ?DUP @ ABORT ABORT" ABS ACCEPT )~"
     R"~(ALIGN ALIGNED ALLOT AND BASE BEGIN BL C! C, C@ CELL+ CELLS CHAR CHAR+ CHARS CONSTANT )~"
     R"~(COUNT CR CREATE DECIMAL DEPTH DO DOES> DROP DUP ELSE EMIT ENVIRONMENT? EVALUATE )~"
     R"~(EXECUTE EXIT FILL FIND FM/MOD HERE HOLD I IF IMMEDIATE INVERT J KEY LEAVE LITERAL )~"
     R"~(LOOP LSHIFT M* MAX MIN MOD MOVE NEGATE OR OVER POSTPONE QUIT R> R@ RECURSE REPEAT )~"
     R"~(ROT RSHIFT S" S>D SIGN SM/REM SOURCE SPACE SPACES STATE SWAP THEN TYPE U. U< UM* )~"
     R"~(UM/MOD UNLOOP UNTIL VARIABLE WHILE WORD XOR [ ['] [CHAR] ])~"},
    {"CORE EXT",
     R"~(.( .R 0<> 0> 2>R 2R> 2R@ :NONAME <> ?DO ACTION-OF AGAIN BUFFER: C" CASE COMPILE, )~"
     R"~(DEFER DEFER! DEFER@ ENDCASE ENDOF ERASE FALSE HEX HOLDS IS MARKER NIP OF PAD PARSE )~"
     R"~(PARSE-NAME PICK REFILL RESTORE-INPUT ROLL S\" SAVE-INPUT SOURCE-ID TO TRUE TUCK U.R )~"
     R"~(U> UNUSED VALUE WITHIN [COMPILE] \)~"},
    {"BLOCK",
     R"~(BLK BLOCK BUFFER EVALUATE FLUSH LOAD SAVE-BUFFERS UPDATE EMPTY-BUFFERS LIST REFILL SCR )~"
     R"~(THRU \)~"},
    {"DOUBLE",
     R"~(2CONSTANT 2LITERAL 2VARIABLE D+ D- D. D.R D0< D0= D2* D2/ D< D= D>S DABS DMAX DMIN )~"
     R"~(DNEGATE M*/ M+ 2ROT 2VALUE DU<)~"},
    {"EXCEPTION", R"~(CATCH THROW ABORT ABORT")~"},
    {"FACILITY",
     R"~(AT-XY KEY? PAGE +FIELD BEGIN-STRUCTURE CFIELD: EKEY EKEY>CHAR EKEY>FKEY EKEY? EMIT? )~"
     R"~(END-STRUCTURE FIELD: K-ALT-MASK K-CTRL-MASK K-DELETE K-DOWN K-END K-F1 K-F10 K-F11 )~"
     R"~(K-F12 K-F2 K-F3 K-F4 K-F5 K-F6 K-F7 K-F8 K-F9 K-HOME K-INSERT K-LEFT K-NEXT K-PRIOR )~"
     R"~(K-RIGHT K-SHIFT-MASK K-UP MS TIME&DATE)~"},
    {"FILE",
     R"~(( BIN CLOSE-FILE CREATE-FILE DELETE-FILE FILE-POSITION FILE-SIZE INCLUDE-FILE INCLUDED )~"
     R"~(OPEN-FILE R/O R/W READ-FILE READ-LINE REPOSITION-FILE RESIZE-FILE S" SOURCE-ID W/O )~"
     R"~(WRITE-FILE WRITE-LINE FILE-STATUS FLUSH-FILE INCLUDE REFILL RENAME-FILE REQUIRE )~"
     R"~(REQUIRED S\")~"},
    {"LOCALS", R"~((LOCAL) LOCALS| {:)~"},
    {"MEMORY", R"~(ALLOCATE FREE RESIZE)~"},
    {"PROGRAMMING-TOOLS",
     R"~(.S ? DUMP SEE WORDS ;CODE AHEAD ASSEMBLER BYE CODE CS-PICK CS-ROLL EDITOR FORGET N>R )~"
     R"~(NAME>COMPILE NAME>INTERPRET NAME>STRING NR> SEE STATE SYNONYM TRAVERSE-WORDLIST )~"
     R"~([DEFINED] [ELSE] [IF] [THEN] [UNDEFINED])~"},
    {"SEARCH-ORDER",
     R"~(DEFINITIONS FIND FORTH-WORDLIST GET-CURRENT GET-ORDER SEARCH-WORDLIST SET-CURRENT )~"
     R"~(SET-ORDER WORDLIST ALSO FORTH ONLY ORDER PREVIOUS)~"},
    {"STRING",
     R"~(-TRAILING /STRING BLANK CMOVE CMOVE> COMPARE SEARCH SLITERAL REPLACES SUBSTITUTE )~"
     R"~(UNESCAPE)~"},
    {"XCHAR",
     R"~(X-SIZE XC!+ XC!+? XC, XC-SIZE XC@+ XCHAR+ XEMIT XKEY XKEY? +X/STRING )~"
     R"~(-TRAILING-GARBAGE CHAR EKEY>XCHAR PARSE X-WIDTH XC-WIDTH XCHAR- XHOLD X\STRING- )~"
     R"~([CHAR])~"},
});

/// StarForth by modules, as far as they are built.
constexpr std::array kStarForth = std::to_array<WordList>({
    {"stack", R"~(DROP DUP ?DUP SWAP OVER ROT -ROT DEPTH PICK ROLL)~"},
    {"return stack", R"~(>R R> R@)~"},
    {"memory", R"~(@ ! C@ C! +! -! 2@ 2! FILL MOVE ERASE CELLS)~"},
    {"arithmetic", R"~(+ - * / MOD /MOD */ */MOD 1+ 1- 2+ 2- 2* 2/ ABS NEGATE MIN MAX)~"},
    {"logical", R"~(AND OR XOR NOT INVERT 0= 0< 0> 0<> = <> < > >= <= U< U> WITHIN TRUE FALSE)~"},
    {"mixed", R"~(M+ M- M* M/MOD)~"},
    {"double",
     R"~(S>D D+ D- DNEGATE DABS DMAX DMIN D< D= 2DROP 2DUP 2SWAP 2OVER 2ROT 2>R 2R> 2R@ D0= )~"
     R"~(D0< D2* D2/)~"},
    {"format", R"~(. .R U. U.R D. D.R .S ? DUMP <# # #S #> HOLD SIGN BASE DECIMAL HEX OCTAL)~"},
    {"string",
     R"~(COUNT EXPECT SPAN QUERY TIB WORD S" >IN SOURCE BL ['] LITERAL CONVERT NUMBER ENCLOSE )~"
     R"~(-TRAILING CMOVE CMOVE> COMPARE SEARCH SCAN SKIP BLANK)~"},
    {"io", R"~(EMIT CR KEY ?TERMINAL TYPE SPACE SPACES .")~"},
    {"block", R"~(BLOCK BUFFER UPDATE SAVE-BUFFERS EMPTY-BUFFERS FLUSH LOAD LIST THRU SCR -->)~"},
    {"dictionary", R"~(HERE ALIGN ALLOT , C, 2, PAD SP! SP@ LATEST)~"},
    {"dictionary manipulation",
     R"~([ ] STATE SMUDGE HIDDEN >BODY >NAME NAME> >LINK LINK> CFA LFA NFA PFA TRAVERSE )~"
     R"~(INTERPRET FIND ')~"},
    {"vocabulary", R"~(VOCABULARY DEFINITIONS CONTEXT CURRENT FORTH ORDER (FIND))~"},
    {"system",
     R"~(( \ COLD WARM BYE REBOOT SAVE-SYSTEM WORDS VLIST SEE PAGE EXECUTE NOP 79-STANDARD )~"
     R"~(QUIT ABORT ABORT")~"},
    {"editor", R"~(L S SHOW EDIT)~"},
    {"defining",
     R"~(: ; CREATE VARIABLE CONSTANT IMMEDIATE FORGET COMPILE [COMPILE] LIT DOES> DEFER IS )~"
     R"~(DEFER@)~"},
    {"control",
     R"~(IF ELSE THEN BEGIN WHILE REPEAT AGAIN UNTIL ?DO DO LOOP +LOOP LEAVE I J UNLOOP EXIT )~"
     R"~(CASE OF ENDOF ENDCASE)~"},
    {"starforth", R"~((- INIT VERSION SEED RANDOM WAIT)~"},
    {"log", R"~(LOG-ERROR LOG-WARN LOG-INFO LOG-TEST LOG-DEBUG LOG-LEVEL! LOG-LEVEL@ LOG-ERROR" )~"
            R"~(LOG-WARN" LOG-INFO" LOG-TEST" LOG-DEBUG")~"},
    {"q48",
     R"~(Q.+ Q.- Q.* Q./ Q.ABS Q.NEG Q.LOG Q.EXP Q.SQRT Q.FROM-INT Q.TO-INT Q.1 Q.0 Q.SCALE )~"
     R"~(Q.= Q.< Q.> Q.0= Q.MAX Q.MIN Q.PRINT)~"},
});

/// What neither has, to find one's way.
constexpr std::array kOwn = std::to_array<WordList>({
    {"finding words", R"~(HELP WORDS-LIKE)~"},
});

/// How many cases StarForth's own self test has of a module.
struct ModuleSize {
  std::string_view name;
  std::uint32_t cases;
};
constexpr std::array kModuleSizes = std::to_array<ModuleSize>({
    {"stack", 55},
    {"return stack", 11},
    {"memory", 53},
    {"arithmetic", 104},
    {"logical", 103},
    {"mixed", 40},
    {"double", 125},
    {"format", 31},
    {"string", 49},
    {"io", 87},
    {"block", 49},
    {"dictionary", 51},
    {"dictionary manipulation", 25},
    {"vocabulary", 22},
    {"system", 11},
    {"defining", 32},
    {"control", 54},
    {"starforth", 29},
    {"mama", 20},
});

std::set<std::string_view> BornWith() {
  std::set<std::string_view> names;
  for (const forthvm::WordModule& module : forthvm::WordModules()) {
    for (const forthvm::Word& word : module.words) {
      names.insert(word.name);
    }
  }
  return names;
}

void ExpectAll(std::span<const WordList> lists) {
  const std::set<std::string_view> names = BornWith();
  for (const WordList& list : lists) {
    std::istringstream words{std::string(list.words)};
    for (std::string word; words >> word;) {
      EXPECT_TRUE(names.contains(word)) << list.name << ": " << word;
    }
  }
}

std::uint32_t CountCases(std::string_view name) {
  std::uint32_t count = 0;
  for (const PostModule& module : PostCorpus()) {
    PostReader reader(module);
    while (module.name == name && reader.Next().has_value()) {
      ++count;
    }
  }
  return count;
}

TEST(WordListsTest, EveryWordOfTheStandardIsThere) { ExpectAll(kStandard); }

TEST(WordListsTest, EveryWordOfStarForthIsThere) { ExpectAll(kStarForth); }

TEST(WordListsTest, EveryWordOfItsOwnIsThere) { ExpectAll(kOwn); }

TEST(WordListsTest, NoModuleHasFewerCasesThanStarForths) {
  for (const ModuleSize& module : kModuleSizes) {
    EXPECT_GE(CountCases(module.name), module.cases) << module.name;
  }
}

TEST(WordListsTest, NoTwoModulesHaveOneName) {
  std::set<std::string_view> names;
  for (const PostModule& module : PostCorpus()) {
    EXPECT_TRUE(names.insert(module.name).second) << module.name;
  }
}

}  // namespace
}  // namespace starkernel::parity
