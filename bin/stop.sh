#!/usr/bin/env bash
# Stops one node.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/stop.sh [--conf DIR]

Stops the node and its bundled database, and comes back when both have ended.

  --conf DIR    the node's configuration folder (default: conf beside bin)

Exit codes: 0 stopped or not running, 1 unexpected, 2 wrong usage, 78 configuration error.
HELP
run_command stop "$@"
