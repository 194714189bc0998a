#!/usr/bin/env bash
# Tries replication on two real SQL Servers that hold nothing else.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/accept-sqlserver.sh [FLAGS OF bin/ConfigureReplication.sh]

Walks the whole way on two servers that you give for it: plan, set up, set up again (nothing may be
left to do), status, copy anew both ways, upgrade, plan the removal, remove, set up once more, status.
Ends with the first step that fails; when all have passed, replication is set up. Both databases must be there; the master's must hold a vault (start a primary
on it once), the slave's must be empty. Keep the nodes running for the statuses to be Alive.
The flags, such as --master-host, are handed on; give --config FILE and the two password files, since
nothing is asked for. What was printed is in accept-sqlserver.log.

Exit codes: 0 all passed, else that of the step that failed (docs/sqlserver.md).
HELP
LOG=accept-sqlserver.log
: >"$LOG"
step() { # what, expected exit code, arguments...
  local what=$1 wanted=$2 code=0
  shift 2
  "$ROOT/bin/ConfigureReplication.sh" "$@" --engine sqlserver "${FLAGS[@]}" >>"$LOG" 2>&1 </dev/null || code=$?
  [ "$code" = "$wanted" ] || fail "FAILED  $what: exit code $code, see $LOG" "$code"
  echo "passed  $what"
}
FLAGS=("$@")
. "$ROOT/bin/lib/accept-sqlserver.sh"
