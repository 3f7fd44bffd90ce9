#!/bin/sh
# engines_benchmark.sh FORTH TWINS DIRECTORY [RUNS|check]: runs the programs on our engines, on
# gforth-fast if this machine has it, and their twins in C, one after the other, RUNS times (5 unless
# told otherwise). Prints medians and how they compare. Fails if a result is wrong. With `check` it
# looks at the results of our engines and of C, once.
set -eu
forth=$1
twins=$2
directory=$3
runs=${4:-5}
gforth=$(command -v gforth-fast || true)
if [ "$runs" = check ]; then
  runs=1
  gforth=
fi

# Name, result, and whether there is a twin in C. The first eleven are those that count.
programs='sieve 1899 twin
bubble_sort 22390493180 twin
matrix_product 765234000 twin
fib 832040 twin
ackermann 509 twin
tak 7 twin
queens 2680 twin
collatz 278 twin
string_hash 3315176709 twin
calls 1600000 twin
execute 13105 twin
catch_throw 100000 twin
json 2816596352 twin
evaluate -6000 alone
compile 2000 alone'

measured=$(mktemp)
trap 'rm -f "$measured"' EXIT

# take ENGINE PROGRAM EXPECTED NANOSECONDS RESULT: notes one run.
take() {
  if [ "$5" != "$3" ]; then
    echo "engines_benchmark: $2 gives $5 on $1 and should give $3" >&2
    exit 1
  fi
  echo "$1 $2 $4" >> "$measured"
}

run=0
while [ $run -lt "$runs" ]; do
  run=$((run + 1))
  while read -r program expected twin; do
    # Unquoted on purpose: nanoseconds and result are two words.
    take ours "$program" "$expected" $("$forth" "$directory/$program.fs")
    take native "$program" "$expected" $("$forth" "$directory/$program.fs" native)
    [ "$twin" = alone ] || take c "$program" "$expected" $("$twins" "$program")
    [ -z "$gforth" ] || take gforth "$program" "$expected" $("$gforth" "$directory/$program.fs" -e \
      ': TIMED utime 2>r bench utime 2r> d- 1000 1 m*/ d. . ; TIMED bye' 2> /dev/null)
  done <<END
$programs
END
done

if [ -n "$gforth" ]; then
  echo "medians of $runs runs; gforth-fast is $("$gforth" --version 2>&1)"
else
  echo "medians of $runs runs; gforth-fast is not installed on this machine"
fi
sort -k1,2 -k3,3n "$measured" | awk '
  function number(value, digits) { return value ? sprintf("%." digits "f", value) : "-" }
  function ratio(value, base) { return value && base ? sprintf("%.2f", value / base) : "-" }
  {
    key = $1 " " $2
    if (key != last) { count = 0; last = key }
    times[++count] = $3
    median[key] = times[int((count + 1) / 2)] / 1e6
  }
  END {
    columns = "%-16s %9s %9s %9s %9s %9s %9s %9s\n"
    printf columns, "milliseconds", "C", "native", "ours", "gforth", "native/C", "ours/C", "gforth/C"
    split(programs, lines, "\n")
    for (place = 1; place in lines; ++place) {
      split(lines[place], word, " ")
      c = median["c " word[1]]; ours = median["ours " word[1]]; other = median["gforth " word[1]]
      native = median["native " word[1]]
      printf columns, word[1], number(c, 2), number(native, 2), number(ours, 2), number(other, 2),
          ratio(native, c), ratio(ours, c), ratio(other, c)
      if (place <= 11) {
        sum += log(ours / c)
        native_sum += log(native / c)
        if (other) { other_sum += log(other / c) }
        if (other && ours < other) { ++ahead }
        if (other && native < other) { ++native_ahead }
      }
      if (word[1] == "evaluate") { each["a token interpreted"] = 1e6 / (2000 * 40) " evaluate" }
      if (word[1] == "compile") { each["a definition of 12 words compiled"] = 1e6 / 2000 " compile" }
      if (word[1] == "catch_throw") { each["a CATCH, half with THROW"] = 1e6 / 200000 " catch_throw" }
    }
    printf "geometric mean of the first eleven: ours %.2f x C", exp(sum / 11)
    printf ", native %.2f x C", exp(native_sum / 11)
    if (other_sum) {
      printf ", gforth-fast %.2f x C; ours is ahead in %d, native in %d", exp(other_sum / 11), ahead,
          native_ahead
    }
    print ""
    for (what in each) {
      split(each[what], word, " ")
      printf "%s: ours %.0f ns, gforth-fast %s ns\n", what, median["ours " word[2]] * word[1],
          number(median["gforth " word[2]] * word[1], 0)
    }
  }' programs="$programs"
