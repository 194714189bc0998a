# Shared by bin/test.sh: the browser, the run and the counts. Sourced.

TEST_LOG="$ROOT/target/test.log"

need_chromium() {
  command -v chromium chromium-browser google-chrome >/dev/null && return
  if on_debian_as_root; then
    echo "Installing Chromium ..."
    apt_install chromium >/dev/null 2>&1 && return
  fi
  echo "Chromium was not found: the tests in a browser are skipped."
}

# What the test of replication under packet loss needs; as root on Linux only.
need_packet_loss() {
  [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] || return 0
  command -v ip >/dev/null && command -v iptables >/dev/null && return
  if on_debian_as_root; then
    echo "Installing iproute2 and iptables ..."
    apt_install iproute2 iptables >/dev/null 2>&1 && return
  fi
  echo "ip and iptables were not found: the test under packet loss is skipped."
}

# What stands before two nodes: the tests run the real ones. keepalived as root only.
need_balancers() {
  local missing=()
  command -v haproxy >/dev/null || missing+=(haproxy)
  [ "$(id -u)" != 0 ] || command -v keepalived >/dev/null || missing+=(keepalived)
  command -v curl >/dev/null || missing+=(curl)
  [ "${#missing[@]}" = 0 ] && return
  if on_debian_as_root; then
    echo "Installing ${missing[*]} ..."
    apt_install "${missing[@]}" >/dev/null 2>&1 && return
  fi
  echo "${missing[*]} not found: the tests that need them are skipped."
}

reports() {
  find "$ROOT" -path "*/target/*-reports/TEST-*.xml" -type f "$@"
}

forget_old_reports() {
  reports -delete
}

run_maven() {
  mkdir -p "$ROOT/target"
  echo "Running all tests; this takes some minutes (see target/test.log) ..."
  (cd "$ROOT" && mvn -B --fail-at-end verify "$@") >"$TEST_LOG" 2>&1 && return
  sed 's/\x1b\[[0-9;]*m//g' "$TEST_LOG" | grep -a '^\[ERROR\]' | head -n 60 || true
  return 1
}

# One attribute of all test suites, added up.
sum() {
  reports -exec sed -n 's/^<testsuite .*[[:space:]]'"$1"'="\([0-9]*\)".*/\1/p' {} + |
    awk '{ n += $1 } END { print n + 0 }'
}

# Sets failed if a test failed or none ran.
print_counts() {
  local tests skipped bad
  tests=$(sum tests)
  skipped=$(sum skipped)
  bad=$(($(sum failures) + $(sum errors)))
  [ "$bad" = 0 ] && [ "$tests" -gt "$skipped" ] || failed=1
  echo "$((tests - skipped - bad)) passed, $bad failed, $skipped skipped"
}
