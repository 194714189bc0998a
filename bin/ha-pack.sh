#!/usr/bin/env bash
# Writes what a standby needs of its primary besides the data.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/ha-pack.sh [--conf DIR] [FILE.zip]

Writes the HA pack of a primary (default: SQLServerHAPack.zip): branding, licence file, settings that
must be equal on both nodes, public certificates, and how to reach this node. Unpack it into the
standby's folder, over its files, before the standby starts. No key and no readable password is ever in it;
a file that holds one is refused.

  --conf DIR  the primary's configuration folder (default: conf beside bin)

Exit codes: 0 done, 2 wrong usage, 3 refused (a secret in a file, this is a standby), 78
configuration error.
HELP
run_tool ha-pack "$@"
