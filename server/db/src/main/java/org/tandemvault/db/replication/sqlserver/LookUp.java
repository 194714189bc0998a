package org.tandemvault.db.replication.sqlserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is asked of a server; each has its file. Changes nothing. */
public enum LookUp {
  SERVER,
  AGENT_SERVICE,
  DATABASE,
  DISTRIBUTOR,
  DISTRIBUTION,
  DISTRIBUTION_DATABASES("MSdistributiondbs"),
  PUBLISHERS("MSdistpublishers"),
  PUBLISHED_DATABASES,
  TEXT_LIMIT,
  VOLUMES,
  SCHEMA,
  COLUMNS,
  TRIGGERS,
  LOGIN,
  DATABASE_USERS,
  PERMISSIONS,
  MARK,
  LOG_READER("MSlogreader_agents"),
  SNAPSHOT_AGENT("MSsnapshot_agents"),
  PUSH_AGENT("MSdistribution_agents"),
  PUBLICATIONS("syspublications"),
  ARTICLES("sysarticles"),
  SUBSCRIPTIONS("syssubscriptions"),
  CLEAN_UP_JOBS("sysjobs"),
  JOBS("MSdistribution_agents"),
  LAST_RUNS("MSdistribution_history"),
  PENDING("MSdistribution_agents"),
  LATE_TRACER("MStracer_tokens"),
  RECEIVED("MSreplication_subscriptions"),
  TRACERS("syspublications"),
  TRACER_HISTORY("syspublications"),
  CHECK_VALUES,
  VAULT_USERS,
  BEATS,
  OWN_EVENTS,
  NEWEST_EVENT,
  ROW_COUNTS;

  private static final String FOLDER = "/org/tandemvault/db/sql/replication/sqlserver/";
  private final String needed;

  LookUp() {
    this("");
  }

  LookUp(String needed) {
    this.needed = needed;
  }

  /** The table of replication's own without which there is nothing to find; may be empty. */
  String needed() {
    return needed;
  }

  /** Its text; question marks are bound. */
  String text() {
    String file = FOLDER + name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream in = LookUp.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.stripLeading().startsWith("--"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("The statement " + file + " can't be read", e);
    }
  }
}
