#!/usr/bin/env bash
# Tells how one node is.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/status.sh [--conf DIR]

Tells whether the node and its database run and whether it can serve.

  --conf DIR    the node's configuration folder (default: conf beside bin)

Exit codes: 0 healthy, 2 wrong usage, 4 not running or not ready, 78 configuration error.
HELP
run_command status "$@"
