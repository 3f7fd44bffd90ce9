#!/bin/sh
# module_map.sh ROOT DIRECTORY...: writes system.modulemap, which lists every header below the
# directories as textual, so that layering_check knows what belongs to the toolchain.
set -eu
{
  echo 'module "crosstool" [system] {'
  root=$1
  shift
  for directory in "$@"; do
    find -L "$root/$directory" -type f | LC_ALL=C sort | sed -e 's#.*#  textual header "&"#'
  done
  echo '}'
} > system.modulemap
