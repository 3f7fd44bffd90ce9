#!/bin/sh
# trim.sh ROOT GLOB...: removes what the build does not need and turns absolute symbolic links
# into relative ones, so that nothing in the tree leads out of it.
set -eu
cd "$1"
shift
for pattern in "$@"; do
  # Unquoted on purpose: the pattern is a glob.
  rm -rf -- $pattern
done
find . -type l -lname '/*' | while read -r link; do
  target=$(readlink "$link")
  up=$(dirname "${link#./}" | sed -e 's#[^/][^/]*#..#g')
  ln -sfn "$up$target" "$link"
done
# A link whose target was dropped would make the tree depend on the host by accident.
find . -xtype l -delete
