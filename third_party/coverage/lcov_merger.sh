#!/bin/sh
# Joins the .dat files that one test left in --coverage_dir into --output_file.
set -eu
for argument in "$@"; do
  case "$argument" in
    --coverage_dir=*) directory=${argument#*=} ;;
    --output_file=*) output=${argument#*=} ;;
  esac
done
find "$directory" -name '*.dat' -exec cat {} + > "$output"
