#!/bin/sh
# message_peers.sh PROGRAM ARGUMENT...: Erlang is fetched for this target and not for the program, which
# is built and looked at with all others.
exec "$@"
