#!/bin/sh
# unpack.sh DIRECTORY ARCHIVE.deb...: extracts packages' files, one on each processor at a time,
# with dpkg-deb where there is one and with ar and tar elsewhere.
set -eu
root=$1
shift
mkdir -p "$root"
if command -v dpkg-deb > /dev/null; then
  printf '%s\n' "$@" | xargs -P "$(nproc)" -I ARCHIVE dpkg-deb --extract ARCHIVE "$root"
  exit
fi
for archive in "$@"; do
  member=$(ar t "$archive" | grep '^data\.tar')
  ar p "$archive" "$member" > "$archive.$member"
  tar -x -C "$root" -f "$archive.$member"
  rm "$archive.$member"
done
