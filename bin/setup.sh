#!/usr/bin/env bash
# Installs a node from an unpacked release, or brings a newer version over an older one.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/setup.sh [--role primary|standby] [--home DIR] [--options FILE | --yes | --gui] [--KEY X ...]

Makes a node of this release: the primary server, or the High Availability secondary server (Read
Only). Asks at the terminal for what was not said. With --home DIR the program is copied there; if an
older version is there, it is replaced: conf, data and key stay, and a copy of the rest is kept.

  --options FILE  answers as lines such as https.port = 7272; nothing is asked (docs/install.md)
  --yes           take the defaults for the rest; nothing is asked
  --gui           ask in a window
  --role  --home  --node-id  --node-number  --https-port  --https-names  --heartbeat-port
  --data-dir  --log-dir  --key-file (outside the installation)  --database-engine  --database-port
  --service auto|systemd|none  --service-user NAME  --start yes|no
                  the most used keys; docs/install.md lists all

Exit codes: 0 done, 1 unexpected, 2 wrong usage, 3 refused (the node runs, newer version there),
78 an answer or the machine does not fit.
HELP
run_installer setup "$@"
