#!/usr/bin/env bash
# Takes an installed node off this machine.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/uninstall.sh [--yes] [--remove-data] [--remove-key]

Removes the program and its service. conf, data, logs and the master key stay. Stop the node first.

  --yes          do not ask
  --remove-data  remove conf, data and logs as well
  --remove-key   remove the master key file as well: no backup can be read without it

Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused (the node runs, not wanted), 78 not an
installed node.
HELP
run_installer uninstall "$@"
