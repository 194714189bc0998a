#!/usr/bin/env bash
# Runs all tests and ends with the counts.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/bin/lib/build.sh"
. "$ROOT/bin/lib/test.sh"
help_if_asked "$@" <<'HELP'
Usage: bin/test.sh [MAVEN OPTION...]

Installs what the tests need where it can (Maven, Chromium, iptables, HAProxy and keepalived, as
root on Debian), runs mvn verify on all modules and ends with "N passed, N failed, N skipped". Without Chromium the
tests in a browser are skipped, and without root that under packet loss. What Maven prints is in
target/test.log.

Exit codes: 0 all passed, 1 a test failed or none ran, 78 something needed is missing.
HELP
need_maven
need_chromium
need_packet_loss
need_balancers
forget_old_reports
run_maven "$@" || failed=1
print_counts
exit "${failed:-0}"
