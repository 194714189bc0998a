#!/usr/bin/env bash
# Builds what is missing and runs a demo in the foreground.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/bin/lib/build.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/demo.sh [--data DIR] [--reset] [--node primary|standby] [--port N] [--db-port N] ...

Builds what is missing, then runs a primary on https://localhost:7272 and a standby on :7273, each
with its own database. Prints addresses, administrator, a one-time password, and Ready when both
are Alive. Ctrl-C stops all. bin/demo-link.sh cuts and heals the link between the two.

  --data DIR   everything of the demo is here and lives on (default: .demo)
  --reset      delete what is in that folder and start anew
  --node NAME  start this node alone, for instance after it was killed; Ready when it serves
  --port N --db-port N --heartbeat-port N     of the primary (7272, 2345, 7274)
  --standby-port N --standby-db-port N --standby-heartbeat-port N     (7273, 2346, 7275)
  --relay-port N  first of the four ports of the link (default: free ones)

TANDEM_DEMO_PORT and TANDEM_DEMO_DB_PORT stand for --port and --db-port.
Exit codes: 0 stopped, 1 unexpected, 2 wrong usage, 78 configuration error.
HELP
build_if_stale
run_command demo "$@"
