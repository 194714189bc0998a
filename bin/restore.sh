#!/usr/bin/env bash
# Proves a backup, or makes a node of it in a new folder.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/restore.sh --verify FILE [--key FILE | --conf DIR]
       bin/restore.sh --into DIR FILE [--key FILE | --conf DIR] [--to embedded|postgresql|sqlserver ...]

--verify    restores the backup into a scratch database, compares counts and digests, opens its
            sealed values and checks its audit chains; nothing else is touched
--into DIR  makes a node of it in DIR (new or empty): conf, and a bundled database or, with --to and
            the options of bin/ChangeDB.sh, an empty database on a server. Then
            bin/start.sh --foreground --conf DIR/conf starts it. It stands alone: no old peers.
  --force     with --into: also if sealed values do not open or an audit chain is broken
  --key FILE  the master key file; a backup is worthless without it (default: that of --conf)
  --conf DIR  a node with that key (default: conf beside bin)

Of --to: --host --port --database --auth --user --password-file --owner-user --owner-password-file
--ca-file --strict --certificate-host --encryption-key --certificate-name --symmetric-key-name
Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (DIR not empty, rights), 4 unreachable,
5 not proven: damaged, cut off or wrong key, 6 no such file, 78 configuration error, newer release.
HELP
run_tool restore "$@"
