#!/usr/bin/env bash
# Starts one node.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/start.sh [--conf DIR] [--foreground] [--new-key]

Starts the node and its bundled database, and comes back when it is ready.

  --conf DIR    the node's configuration folder (default: conf beside bin)
  --foreground  stay; Ctrl-C stops the node
  --new-key     first make the master key file that conf/manage_key.conf names

Exit codes: 0 ready, 1 unexpected, 2 wrong usage, 4 not ready in time, 78 configuration error.
HELP
case " $* " in
  *" --foreground "*) run_node start "$@" ;;
  *) run_command start "$@" ;;
esac
