#!/usr/bin/env bash
# Builds what is missing and runs a demo in the foreground.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/bin/lib/build.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/demo.sh [--data DIR] [--reset] [--node primary] [--port N] [--db-port N]

Builds what is missing, then runs a vault on https://localhost:7272 with its own database.
Prints the address, the administrator and a one-time password, and Ready. Ctrl-C stops it.

  --data DIR      everything of the demo is here and lives on (default: .demo)
  --reset         delete what is in that folder and start anew
  --node primary  start this node alone, for instance after it was killed
  --port N        HTTPS port (default: 7272, or TANDEM_DEMO_PORT)
  --db-port N     port of the database (default: 2345, or TANDEM_DEMO_DB_PORT)

Exit codes: 0 stopped, 1 unexpected, 2 wrong usage, 78 configuration error.
HELP
build_if_stale
run_command demo "$@"
