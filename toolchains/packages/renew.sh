#!/bin/sh
# Renews lock.bzl: asks apt for the current version of every package in packages.txt and
# records its path in the pool and its sha256. Run it on Debian 12 after `apt-get update`.
set -eu
cd "$(dirname "$0")"

bases=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u)

package_entry() {
  # 'URI' FILE SIZE SHA256:DIGEST
  line=$(apt-get --print-uris download "$1" 2>/dev/null | tail -n 1)
  path=$(printf '%s\n' "$line" | sed -n "s#^'[^']*/\(pool/[^']*\)'.*#\1#p")
  digest=$(printf '%s\n' "$line" | sed -n 's#.*SHA256:\([0-9a-f]*\).*#\1#p')
  [ -n "$path" ] && [ -n "$digest" ] || { echo "renew.sh: apt knows no package '$1'" >&2; exit 1; }
  printf '        "%s": "%s",\n' "$path" "$digest"
}

archive_entry() {
  for base in $bases; do
    if curl -sfL "${base}$1" -o "$scratch"; then
      printf '        "%s": "%s",\n' "$1" "$(sha256sum "$scratch" | cut -d ' ' -f 1)"
      return
    fi
  done
  echo "renew.sh: no mirror of this machine has '$1'" >&2
  exit 1
}

scratch=$(mktemp)
trap 'rm -f "$scratch" lock.bzl.new' EXIT
{
  echo '"""Pinned distribution packages: {set: {path in the pool: sha256}}.'
  echo
  echo 'Written by renew.sh from packages.txt; do not edit.'
  echo '"""'
  echo
  echo 'LOCK = {'
  open=""
  sed -e 's/#.*//' packages.txt | tr -s ' ' '\n' | while read -r word; do
    case "$word" in
      "") ;;
      *:) [ -z "$open" ] || echo '    },'
          open=1
          printf '    "%s": {\n' "${word%:}" ;;
      */*) archive_entry "$word" ;;
      *) package_entry "$word" ;;
    esac
  done
  echo '    },'
  echo '}'
} > lock.bzl.new
mv lock.bzl.new lock.bzl
echo "lock.bzl renewed: $(grep -c 'pool/' lock.bzl) archives" >&2
