#pragma once

#include <array>

#include "src/forthvm/word_module.h"

/// Words that lay out the fields of a structure.
namespace starkernel::forthvm::structure_words {

inline constexpr std::array kWords{
    Word{"BEGIN-STRUCTURE", nullptr, "( \"name\" -- addr 0 ) ( name: -- n )",
         "Make a word that pushes a structure's size, and begin its fields.", kPlain,
         "CREATE HERE 0 DUP , DOES> @"},
    Word{"END-STRUCTURE", nullptr, "( addr n -- )", "Give the structure at addr the size n.",
         kPlain, "SWAP !"},
    Word{"+FIELD", nullptr, "( n1 n2 \"name\" -- n3 ) ( name: addr1 -- addr2 )",
         "Make a field of n2 bytes at offset n1; n3 is the offset behind it.", kPlain,
         "CREATE OVER , + DOES> @ +"},
    Word{"FIELD:", nullptr, "( n1 \"name\" -- n2 ) ( name: addr1 -- addr2 )",
         "Make an aligned field of a cell.", kPlain, "ALIGNED 8 +FIELD"},
    Word{"CFIELD:", nullptr, "( n1 \"name\" -- n2 ) ( name: addr1 -- addr2 )",
         "Make a field of a character.", kPlain, "1 +FIELD"},
};

}  // namespace starkernel::forthvm::structure_words
