#!/usr/bin/env bash
# Makes a standby the primary, or an old primary a standby.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/promote.sh [promote|rejoin] [--conf DIR] [--dry-run] [--force] [--yes]
       [--admin-user U [--admin-password-file F]]

promote  on a standby whose primary is gone: it takes changes from then on. What of the old primary
         may be missing is told. The old one takes no more changes as soon as it hears of it.
rejoin   on the old primary, when it is back: it becomes a standby of the new one. Changes that had
         not arrived there are listed first, and nothing is done until --force if there are any.

A node that runs changes sides by itself; one that is stopped does it when it starts.
  --dry-run     say what would be done, and change nothing
  --force       promote: although the primary is alive; rejoin: give up what had not arrived
  --yes         do not ask
  --admin-user  administrator of this node's PostgreSQL, where owner.user is no superuser

Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused, 4 unreachable, 78 configuration error.
HELP
run_tool promote "$@"
