#!/usr/bin/env bash
# Measures a vault of its own and prints the tables of docs/performance.md.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/bin/lib/build.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/bench.sh [RESOURCES [SECONDS]]

Builds what is missing, makes a demo in a temporary folder, fills it with RESOURCES (default:
100000) and measures each thing for SECONDS (default: 10). Prints Markdown tables. Nothing else
should run on the machine meanwhile.
HELP
build_if_stale
find_java jdk
folder=$(mktemp -d)
trap 'kill ${demo:-} 2>/dev/null && wait $demo || true; rm -rf "$folder"' EXIT
start_demo() { # what to call it
  local port=$((20000 + RANDOM % 5000)) from=$(date +%s%N)
  "$ROOT/bin/demo.sh" --data "$folder/d" --port $port --db-port $((port + 5000)) >"$folder/out" 2>&1 &
  demo=$!
  until grep -qx Ready "$folder/out"; do
    kill -0 $demo 2>/dev/null || fail "$(cat "$folder/out")" 1
    sleep 0.05
  done
  echo "$1: $((($(date +%s%N) - from) / 1000000)) ms from the command to Ready"
}
start_demo "First start, which makes a database"
kill $demo && wait $demo || true
start_demo "Second start"
"$JAVA_HOME/bin/javac" -d "$folder/classes" "$ROOT"/server/acceptance/src/test/java/org/tandemvault/acceptance/bench/*.java
"$JAVA_HOME/bin/java" -cp "$folder/classes" org.tandemvault.acceptance.bench.Bench "$folder/d" "$@"
