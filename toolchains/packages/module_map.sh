#!/bin/sh
# module_map.sh ROOT DIRECTORY...: writes system.modulemap, which lists the headers below the
# directories as textual, so that layering_check knows what belongs to the toolchain. Directories
# whose names begin with two underscores hold what only other headers include.
set -eu
{
  echo 'module "crosstool" [system] {'
  root=$1
  shift
  for directory in "$@"; do
    find -L "$root/$directory" -type d -name '__*' -prune -o -type f -print | LC_ALL=C sort | sed -e 's#.*#  textual header "&"#'
  done
  echo '}'
} > system.modulemap
