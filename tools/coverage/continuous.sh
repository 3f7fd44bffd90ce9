#!/bin/sh
# continuous.sh TEST...: runs a test so that its counters lie in the profile's file, through shared
# memory, from the start (%c): what a child executed before it crashed on purpose counts too.
export LLVM_PROFILE_FILE="${LLVM_PROFILE_FILE%.profraw}%c.profraw"
exec "$@"
