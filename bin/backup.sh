#!/usr/bin/env bash
# Makes a sealed backup of a node and proves it by restoring it.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/backup.sh [FILE] [--force] [--conf DIR]

Writes the whole vault of a node, primary or standby, running or stopped, into one encrypted file:
users, resources, passwords, audit, keyring and conf. People work on meanwhile; the backup is of one
moment. It is then restored into a scratch database and compared before it gets its name.

  FILE        the backup; default: a dated name in backup.dir (conf/server.conf), where old ones are
              then deleted (backup.keep)
  --force     replace FILE if it is there

A backup is worthless without the master key file: nobody can open it, not even we. Keep a copy of
that file in another place, never beside the backups: who has both can read every password.
Exit codes: 0 done and proven, 1 broken (disk full), 2 wrong usage, 3 refused (FILE is there, rights),
4 database unreachable, 5 not proven (kept as FILE.unverified) or wrong key, 6 no vault there,
78 configuration error.
HELP
run_tool backup "$@"
