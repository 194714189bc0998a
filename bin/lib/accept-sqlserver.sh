# The steps of bin/accept-sqlserver.sh, in order. Sourced, not run.

nothing_left() {
  "$ROOT/bin/ConfigureReplication.sh" setup --dry-run --engine sqlserver "${FLAGS[@]}" </dev/null >"$LOG.plan"
  cat "$LOG.plan" >>"$LOG"
  ! grep -q '^\[to do\|^\[blocked' "$LOG.plan" || fail "FAILED  something is left to do: see $LOG.plan" 5
  rm -f "$LOG.plan"
  echo "passed  nothing is left to do"
}

step "the plan is shown" 0 setup --dry-run
step "set up" 0 setup
nothing_left
step "set up again" 0 setup
step "both statuses are Alive" 0 status
step "copy anew to the standby" 0 reseed --direction to_standby
step "copy anew to the primary" 0 reseed --direction to_primary
step "upgrade without new tables" 0 upgrade
nothing_left
step "both statuses are Alive again" 0 status
step "the removal is shown" 0 remove --dry-run
step "remove" 0 remove
step "remove again" 0 remove
step "set up once more" 0 setup
step "both statuses are Alive at the end" 0 status
echo "All passed. Now cut the link for ten minutes, and for longer than a retry; see docs/sqlserver.md."
