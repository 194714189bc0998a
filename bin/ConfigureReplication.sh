#!/usr/bin/env bash
# Sets up, shows and removes replication between the databases of two nodes.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/ConfigureReplication.sh [setup|status|remove|reseed|upgrade] [--dry-run] [--config FILE] [--conf DIR]
       [--engine postgresql|sqlserver]
       --master-host H --master-port N --master-database D --master-user U --master-password-file F
       --slave-host H --slave-port N --slave-database D --slave-user U --slave-password-file F
       card FILE | setup --peer CARD [--yes] | status | remove | reseed (bundled databases, [--conf DIR])

Lets the database of a standby (slave) follow that of its primary (master), and back. The plan is
printed before it is applied; every step looks before it acts, so it can be run again. What is
missing is asked for on a terminal. Users and passwords are needed once and never stored.
Bundled databases: write a card on each node, carry it to the other one, compare its SHA-256, and run
setup --peer there, on the primary first. Without flags of servers the rest is for the node's own side.

  setup      set up, or bring up to date (the default)
  status     tell how it is; remove: remove all of it but the rows
  reseed     copy anew while people read the old rows (--direction to_standby|to_primary)
  upgrade    both nodes stopped: this version's tables on both servers, then set up again
  --dry-run  print the plan and change nothing
  --engine   what both servers are; by default as --config, --conf or the ports say, or asked
  --config   file with lines such as master.host = db1; --conf: a node's conf (SQL Server: beside bin)
More flags of each server: -ca-file -node -app-user -route-host -route-port -authority -certificate
-key, for SQL Server -auth -trust-store -tls-strict -certificate-host -snapshot-folder; see docs/replication.md
and docs/sqlserver.md. Beside a node, setup writes conf/ha-pack.properties. Last are the two statuses.
Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused login or right, 4 unreachable, 5 not Alive,
6 no such database, 78 configuration error.
HELP
run_tool configure-replication "$@"
