#!/usr/bin/env bash
# Moves a node to another database.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/ChangeDB.sh --to postgresql|sqlserver|embedded [--host H] [--port N] [--database D]
       [--auth sql|windows|kerberos] [--user U] [--password-file F] [--encryption-key default|custom|none]
       [--certificate-name C --symmetric-key-name K] [--dry-run] [--migrate yes|no] [--conf DIR]

Tests the new database, copies the vault to it, proves that both are the same, and then names it in
conf/database.conf (the old file is kept). The node must be stopped. A run that broke can be run
again. On a standby, and with --migrate no, the node is only pointed to the database.

  --dry-run           test, and change nothing
  --owner-user, --owner-password-file  the owner of the tables, if it is another login
  --ca-file FILE      PostgreSQL: PEM of its certificate's authority (else conf/truststore.p12)
  --strict            SQL Server 2022 and newer: TLS first (encrypt=strict)
  --certificate-host  SQL Server: the name in its certificate

What is missing is asked for on a terminal. Passwords are sealed in conf/database.conf.
Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (running, login, rights), 4 unreachable,
5 certificate, key or copy do not match, 78 configuration error.
HELP
run_tool change-db "$@"
