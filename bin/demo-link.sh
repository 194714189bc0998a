#!/usr/bin/env bash
# Cuts and heals what lies between the nodes of a running demo.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/demo-link.sh [--data DIR] cut|heal|status

Everything the demo's nodes say to each other, databases and heartbeats, goes through one link.

  cut         nothing passes any more; no connection ends, as when a line is cut
  heal        everything passes again
  status      tells whether the link is whole or cut
  --data DIR  the demo's folder (default: .demo)

Exit codes: 0 done, 2 wrong usage, 4 no demo runs there.
HELP
run_command demo-link "$@"
