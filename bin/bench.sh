#!/usr/bin/env bash
# Measures vaults of its own and prints the tables of docs/performance.md.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/bin/lib/build.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/bench.sh [RESOURCES [SECONDS]]
       bin/bench.sh pair [ROUNDS]

Builds what is missing, makes a demo in a temporary folder and prints Markdown tables. The first
form fills a primary with RESOURCES (default: 100000) and measures each thing for SECONDS (default:
10). The second measures a primary and its standby, and cuts the link and kills the primary ROUNDS
times (default: 5). Nothing else should run on the machine meanwhile.
HELP
build_if_stale
find_java jdk
. "$ROOT/bin/lib/bench.sh"
case "${1:-}" in
  pair) bench_pair "${2:-5}" ;;
  *) bench_primary "$@" ;;
esac
