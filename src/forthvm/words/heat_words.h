#pragma once

#include <array>

#include "src/forthvm/checked.h"
#include "src/forthvm/heat_actions.h"
#include "src/forthvm/word_module.h"

/// Words about the heats of all words, and about looking names up by way of them
/// (docs/physics.md).
namespace starkernel::forthvm::heat_words {

inline constexpr std::array kWords{
    Word{"(NEXT-WARM)", Checked<1, 1, heat_actions::ShowNextWarm>, "( u1 -- u2 )",
         "Show the next warm word behind place u1; u2 is its place, 0 if there is none."},
    Word{"ALL-HEATS", nullptr, "( -- )", "Show all warm words with their heats, oldest first.",
         kPlain, "0 BEGIN (NEXT-WARM) DUP 0= UNTIL DROP"},
    Word{"WORD-ENTROPY", nullptr, "( -- )", "The same as ALL-HEATS.", kPlain, "ALL-HEATS"},
    Word{"HEAT-PERCENTILE", Checked<1, 1, heat_actions::Percentile>, "( u1 -- u2 )",
         "The least whole heat u2 that u1 percent of the warm words do not exceed."},
    Word{"HEAT-PERCENTILES", nullptr, "( -- )",
         "Show what heat 25, 50, 75, 90, 99 and 100 percent of the warm words do not exceed.",
         kPlain, "100 99 90 75 50 25 6 0 DO DUP HEAT-PERCENTILE SWAP 3 .R 37 EMIT 9 U.R CR LOOP"},
    Word{"FREEZE-CRITICAL", heat_actions::FreezeHot, "( -- )",
         "Let no word that is hot cool any more."},
    Word{"(LOOKUPS)", Checked<0, 2, heat_actions::PushLookups>, "( -- u1 u2 )",
         "How many names were looked up by way of hot words, and how many were there."},
    Word{"PHYSICS-RESET-STATS", heat_actions::ForgetLookups, "( -- )",
         "Count names that are looked up by way of hot words anew."},
    Word{"LOOKUP-STRATEGY@", Checked<0, 1, heat_actions::PushStrategy>, "( -- u )",
         "How names are found: 0 by the search alone, 1 by way of hot words first."},
    Word{"LOOKUP-STRATEGY!", Checked<1, 0, heat_actions::SetStrategy>, "( u -- )",
         "Find names by the search alone (0) or by way of hot words first (1)."},
    Word{"REORG-BUCKETS", heat_actions::KeepHottestNames, "( -- )",
         "Put the names of the 32 hottest words in front of the search."},
    Word{"(HOT-PLACE)", Checked<0, 1, heat_actions::PushHotPlace>, "( -- u )",
         "The place of the hottest word that has a name of at most 8 characters, or 1."},
    Word{"(LOOK-UP)", Checked<2, 0, heat_actions::LookUp>, "( u1 u2 -- )",
         "Look the name of the word in place u1 up, u2 times, at most 1000."},
    Word{"(.LOOKUPS)", Checked<2, 0, heat_actions::ShowTime>, "( u1 u2 -- )",
         "Show that u1 lookups took u2 nanoseconds."},
    Word{"BENCH-DICT-LOOKUP", nullptr, "( u -- )",
         "Look a hot word's short name up, u thousand times, and show how long that took.", kPlain,
         "(HOT-PLACE) OVER 1000 * ROT TICKS SWAP 0 ?DO 2 PICK 1000 (LOOK-UP) LOOP "
         "TICKS SWAP - (.LOOKUPS) DROP"},
    Word{"COMPARE-LOOKUPS", nullptr, "( -- )",
         "The same, 100 thousand times, by the search alone and by way of hot words.", kPlain,
         "LOOKUP-STRATEGY@ REORG-BUCKETS 0 LOOKUP-STRATEGY! 100 BENCH-DICT-LOOKUP "
         "1 LOOKUP-STRATEGY! 100 BENCH-DICT-LOOKUP LOOKUP-STRATEGY!"},
    // The share of u1 in u2 trials, of which nothing was known before: the mean of the distribution
    // Beta(u1 + 1, u2 - u1 + 1) and 1.96 of its standard deviations.
    Word{"(BAYES)", nullptr, "( u1 u2 -- q1 q2 )",
         "The mean of the share of u1 in u2 trials, and how far from it 95 % of it reach.", kPlain,
         "DUP 2 + ROT 1+ 65536 * SWAP / SWAP 3 + >R "
         "DUP 65536 OVER - Q.* Q.SQRT R> Q.FROM-INT Q.SQRT Q./ 128450 Q.*"},
    Word{"(CACHE)", nullptr, "( -- q1 q2 )", "The same of names found by way of hot words.", kPlain,
         "(LOOKUPS) SWAP (BAYES)"},
    Word{"(BUCKET)", nullptr, "( -- q1 q2 )", "The same of names that were searched.", kPlain,
         "(LOOKUPS) OVER SWAP - SWAP (BAYES)"},
    Word{"BAYES-CACHE-MEAN", nullptr, "( -- q )",
         "The share of names found by way of hot words: what to expect.", kPlain, "(CACHE) DROP"},
    Word{"BAYES-CACHE-LOWER", nullptr, "( -- q )",
         "The same: the lower end of what is 95 % likely.", kPlain, "(CACHE) - 0 MAX"},
    Word{"BAYES-CACHE-UPPER", nullptr, "( -- q )",
         "The same: the upper end of what is 95 % likely.", kPlain, "(CACHE) + 65536 MIN"},
    Word{"BAYES-BUCKET-MEAN", nullptr, "( -- q )",
         "The share of names that have to be searched: what to expect.", kPlain, "(BUCKET) DROP"},
    Word{"BAYES-BUCKET-LOWER", nullptr, "( -- q )",
         "The same: the lower end of what is 95 % likely.", kPlain, "(BUCKET) - 0 MAX"},
    Word{"BAYES-BUCKET-UPPER", nullptr, "( -- q )",
         "The same: the upper end of what is 95 % likely.", kPlain, "(BUCKET) + 65536 MIN"},
    Word{"PHYSICS-BAYESIAN-REPORT", nullptr, "( -- )",
         "Show the shares of names found by way of hot words, and searched: mean, lower, upper.",
         kPlain,
         "BAYES-CACHE-MEAN Q.PRINT BAYES-CACHE-LOWER Q.PRINT BAYES-CACHE-UPPER Q.PRINT CR "
         "BAYES-BUCKET-MEAN Q.PRINT BAYES-BUCKET-LOWER Q.PRINT BAYES-BUCKET-UPPER Q.PRINT CR"},
    Word{"SHOW-HEAT-OPTIMIZATION", nullptr, "( -- )",
         "Show what heat is used for: names looked up, their shares, and how warm words are.",
         kPlain, "PHYSICS-CACHE-STATS PHYSICS-BAYESIAN-REPORT HEAT-PERCENTILES"},
    Word{"PHYSICS-BUILD-INFO", heat_actions::ShowBuild, "( -- )",
         "Show the sizes and limits that physics is made with."},
};

}  // namespace starkernel::forthvm::heat_words
