#!/bin/sh
# unpack.sh ARCHIVE.deb DIRECTORY: extracts a package's files, with dpkg-deb where there is
# one and with ar and tar elsewhere.
set -eu
mkdir -p "$2"
if command -v dpkg-deb > /dev/null; then
  exec dpkg-deb --extract "$1" "$2"
fi
member=$(ar t "$1" | grep '^data\.tar')
ar p "$1" "$member" > "$1.$member"
tar -x -C "$2" -f "$1.$member"
rm "$1.$member"
