#!/usr/bin/env bash
# Changes, proves and restores a vault's keys.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/RotateKey.sh rotate [--conf DIR]
       bin/RotateKey.sh rekey [--new-key FILE] [--old-key FILE] [--conf DIR]
       bin/RotateKey.sh verify [--key FILE] [--conf DIR]
       bin/RotateKey.sh shares --count N --needed K [--to-pipe] [--conf DIR]
       bin/RotateKey.sh restore-key --out FILE [--conf DIR]

rotate       makes a new data key and seals all values anew, whether the primary runs or not
rekey        on the primary: puts all keys under a new master key (a new file beside the old one, or
             FILE); on a standby: takes the new key's file that was copied there
verify       proves that a key file fits the node's database; the server need not run
shares       prints the master key in N recovery shares, any K of which give it back
restore-key  asks for recovery shares (or reads them line by line) and writes the key file

A run that broke, at whatever point, is run again and goes on. More in docs/keys.md.
  --old-key FILE  the key that conf files were sealed with, if manage_key.conf names another already
  --to-pipe       print shares though the output is no terminal
Exit codes: 0 done, 1 broken, 2 wrong usage, 3 refused (standby, another change begun, no terminal),
4 unreachable, 5 key, shares or values do not fit, 78 configuration error (key file unusable).
HELP
run_tool rotate-key "$@"
