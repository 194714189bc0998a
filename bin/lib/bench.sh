# What bin/bench.sh measures with: demos in a temporary folder, on ports of their own.
folder=$(mktemp -d)
trap 'kill ${demo:-} 2>/dev/null && wait $demo || true; rm -rf "$folder"' EXIT
port=$((20000 + RANDOM % 5000))
options=(--data "$folder/d" --port $port --db-port $((port + 1)) --heartbeat-port $((port + 2))
  --standby-port $((port + 3)) --standby-db-port $((port + 4)) --standby-heartbeat-port $((port + 5)))
"$JAVA_HOME/bin/javac" -d "$folder/classes" \
  "$ROOT"/server/acceptance/src/test/java/org/tandemvault/acceptance/bench/*.java

start_demo() { # what to call it, more options
  local from=$(date +%s%N)
  "$ROOT/bin/demo.sh" "${options[@]}" "${@:2}" >"$folder/out" 2>&1 &
  demo=$!
  until grep -qx Ready "$folder/out"; do
    kill -0 $demo 2>/dev/null || fail "$(cat "$folder/out")" 1
    sleep 0.05
  done
  echo "$1: $((($(date +%s%N) - from) / 1000000)) ms from the command to Ready"
}

stop_demo() {
  kill $demo && wait $demo || true
}

run_bench() { # class, its arguments
  "$JAVA_HOME/bin/java" -cp "$folder/classes" "org.tandemvault.acceptance.bench.$1" "${@:2}"
}

bench_primary() {
  start_demo "First start, which makes a database" --node primary
  stop_demo
  start_demo "Second start" --node primary
  run_bench Bench "$folder/d" "$@"
}

bench_pair() { # rounds
  start_demo "First start of both"
  stop_demo
  sed -i 's/^standby.access = always/standby.access = emergency/' "$folder/d/standby/conf/node.conf"
  start_demo "Second start of both, until both are Alive"
  run_bench Pair "$ROOT" "$folder/d" "$1" "${options[@]}"
}
