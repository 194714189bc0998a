package org.tandemvault.db.replication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.tandemvault.db.replication.PlanStep.Where;

/** The settings of a server that replication needs; times as measured in docs/adr/0060. */
final class ServerSettings implements Step.Check {
  private static final int OLDEST_VERSION = 180000;
  private static final long LEAST_KEPT_MB = 1024;

  /** Told when the login may not set up anything. */
  static final String NO_SUPERUSER = "Sign in as a superuser of the server.";

  private static final String SUPERUSER = "superuser";

  private static final String RESTART = " and restart the server";
  private static final String RELOAD = " and reload the server's settings";

  /** Numbers are in the setting's own unit, as pg_settings has them. */
  private record Rule(String name, LongPredicate good, boolean needed, String cure) {}

  private static final List<Rule> RULES =
      List.of(
          rule("max_replication_slots", n -> n >= 4, "10" + RESTART),
          rule("max_wal_senders", n -> n >= 4, "10" + RESTART),
          rule("max_active_replication_origins", n -> n >= 4, "10" + RESTART),
          rule("max_logical_replication_workers", n -> n >= 4, "4" + RESTART),
          rule("max_worker_processes", n -> n >= 8, "8" + RESTART),
          rule("max_slot_wal_keep_size", n -> n == -1 || n >= LEAST_KEPT_MB, "4GB" + RELOAD),
          advice("wal_sender_timeout", n -> n > 0 && n <= 6_000, "6s" + RELOAD),
          advice("wal_receiver_timeout", n -> n > 0 && n <= 6_000, "6s" + RELOAD),
          advice("wal_receiver_status_interval", n -> n == 1, "1s" + RELOAD),
          advice("wal_retrieve_retry_interval", n -> n <= 1_000, "1s" + RELOAD));

  private final Where where;
  private final ServerSession session;

  ServerSettings(Where where, ServerSession session) {
    this.where = where;
    this.session = session;
  }

  @Override
  public PlanStep look() {
    String what = "The server's settings let it replicate and notice a dead link in seconds";
    Map<String, String> problems = new TreeMap<>();
    boolean blocked = badBasics(problems);
    for (Rule rule : RULES) {
      Optional<Long> value = value(rule.name());
      if (value.isEmpty() || !rule.good().test(value.get())) {
        problems.put(rule.name(), problem(rule));
        blocked |= rule.needed();
      }
    }
    if (problems.isEmpty()) {
      return PlanStep.done(where, what);
    }
    String note = String.join(" ", problems.values());
    if (problems.containsKey(SUPERUSER)) {
      return PlanStep.forbidden(where, what, note);
    }
    return blocked ? PlanStep.blocked(where, what, note) : PlanStep.advice(where, what, note);
  }

  private boolean badBasics(Map<String, String> problems) {
    int version = Integer.parseInt(session.word("SHOW server_version_num"));
    if (version < OLDEST_VERSION) {
      problems.put("", "PostgreSQL is " + version / 10_000 + ": use 18 or newer.");
    }
    if (!session.word("SHOW wal_level").equals("logical")) {
      problems.put("wal_level", "Set wal_level = logical" + RESTART + ".");
    }
    if (!session.isTrue("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      problems.put(SUPERUSER, NO_SUPERUSER);
    }
    return !problems.isEmpty();
  }

  private Optional<Long> value(String name) {
    return session
        .rows(
            "SELECT setting FROM pg_settings WHERE name = ?",
            row -> Long.parseLong(row.getString(1)),
            name)
        .stream()
        .findFirst();
  }

  private String problem(Rule rule) {
    String now =
        session.words("SELECT current_setting(?, true)", rule.name()).stream()
            .findFirst()
            .orElse("not known");
    return rule.name() + " is " + now + ": set it to " + rule.cure() + ".";
  }

  private static Rule rule(String name, LongPredicate good, String cure) {
    return new Rule(name, good, true, cure);
  }

  private static Rule advice(String name, LongPredicate good, String cure) {
    return new Rule(name, good, false, cure);
  }
}
