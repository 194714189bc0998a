#!/usr/bin/env bash
# Lets a node believe a database server's certificate.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/importCert.sh [--conf DIR] [--yes] FILE
       bin/importCert.sh [--conf DIR] --fetch HOST:PORT [--strict|--postgresql] [FILE]

Shows a certificate (PEM or DER) of a database server or of its authority, asks, and imports it into
conf/truststore.p12. Compare the SHA-256 with what the server's administrator says.

  --conf DIR         the node's configuration folder (default: conf beside bin)
  --yes              do not ask
  --fetch HOST:PORT  show what that server presents; with FILE, refuse a file that does not fit
  --strict           the SQL Server wants TLS first (encrypt = strict)
  --postgresql       the server is PostgreSQL

Exit codes: 0 done, 2 wrong usage, 3 not wanted, 4 unreachable, 5 expired or not fitting, 6 no file,
78 configuration error.
HELP
run_tool import-cert "$@"
