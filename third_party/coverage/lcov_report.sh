#!/bin/sh
# Joins the reports listed in --reports_file into --output_file.
set -eu
for argument in "$@"; do
  case "$argument" in
    --reports_file=*) reports=${argument#*=} ;;
    --output_file=*) output=${argument#*=} ;;
  esac
done
while read -r report; do
  cat "$report"
done < "$reports" > "$output"
