#!/bin/sh
# format.sh [--check]: formats every C++ file of the project with the pinned clang-format, or
# says which files are not formatted and fails. Run it through `bazel run //tools/format`.
set -eu
formatter="$PWD/$1"
shift
cd "$BUILD_WORKSPACE_DIRECTORY"
mode=-i
if [ "${1:-}" = --check ]; then
  mode="--dry-run -Werror"
elif [ $# -gt 0 ]; then
  echo "format: unknown option '$1'; there is only --check" >&2
  exit 2
fi
# Unquoted on purpose: the mode may be two words.
git ls-files '*.h' '*.cc' | xargs "$formatter" $mode
