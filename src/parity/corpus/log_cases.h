#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kLogCases{.name = "log", .line = __LINE__, .text = R"post(
\ POST's log is what is written.
LOG-LEVEL@ -> 2
S" a" LOG-ERROR -> | "error: a\n"
S" a" LOG-WARN -> | "warning: a\n"
S" a" LOG-INFO -> | "info: a\n"
S" a" LOG-TEST ->
S" a" LOG-DEBUG ->
3 LOG-LEVEL! S" a" LOG-TEST S" b" LOG-DEBUG LOG-LEVEL@ -> 3 | "test: a\n"
4 LOG-LEVEL! S" a" LOG-TEST S" b" LOG-DEBUG -> | "test: a\ndebug: b\n"
0 LOG-LEVEL! S" a" LOG-ERROR S" b" LOG-WARN -> | "error: a\n"
1 LOG-LEVEL! S" a" LOG-WARN S" b" LOG-INFO -> | "warning: a\n"
PAD 0 LOG-ERROR -> | "error: \n"
5 LOG-LEVEL! -> throw -24 "invalid numeric argument: log level 5, valid are 0 to 4"
-1 LOG-LEVEL! -> throw -24
LOG-LEVEL! -> throw -4
0 1 LOG-ERROR -> throw -9
1 LOG-ERROR -> throw -4
\ With the text behind the word
LOG-ERROR" one" -> | "error: one\n"
LOG-WARN" a b" -> | "warning: a b\n"
LOG-INFO" x" -> | "info: x\n"
LOG-TEST" x" ->
LOG-DEBUG" x" ->
4 LOG-LEVEL! LOG-TEST" x" LOG-DEBUG" y" -> | "test: x\ndebug: y\n"
: T LOG-ERROR" e" LOG-WARN" w" LOG-INFO" i" ; T -> | "error: e\nwarning: w\ninfo: i\n"
: T LOG-TEST" t" LOG-DEBUG" d" ; T 4 LOG-LEVEL! T -> | "test: t\ndebug: d\n"
\ A line is written if its level is at most that which is set.
0 LOG-LEVEL! S" a" LOG-WARN S" a" LOG-INFO S" a" LOG-TEST S" a" LOG-DEBUG ->
2 LOG-LEVEL! S" a" LOG-INFO S" b" LOG-TEST -> | "info: a\n"
3 LOG-LEVEL! S" a" LOG-TEST S" b" LOG-DEBUG -> | "test: a\n"
1 LOG-WARN -> throw -4
1 LOG-INFO -> throw -4
1 LOG-TEST -> throw -4
1 LOG-DEBUG -> throw -4
0 LOG-LEVEL! LOG-WARN" w" LOG-ERROR" e" -> | "error: e\n"
: T LOG-DEBUG" d" ; T ->
: T 4 LOG-LEVEL! LOG-DEBUG" d" ; T -> | "debug: d\n"
LOG-LEVEL@ 4 LOG-LEVEL! LOG-LEVEL@ -> 2 4
0 1 LOG-DEBUG -> throw -9
)post"};

}  // namespace starkernel::parity
