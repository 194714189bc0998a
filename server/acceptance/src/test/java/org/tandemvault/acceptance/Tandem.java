package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** What is asked of a primary and its standby together. */
final class Tandem {

  /** Far above what the product promises: these tests ask whether, the bench asks how soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final DemoRun demo;

  Tandem(DemoRun demo) {
    this.demo = demo;
  }

  /** Waits until a node tells these two statuses to everybody. */
  void awaitStatus(String node, String status) {
    var seen = new AtomicReference<>("");
    await("node " + node + " to say " + status)
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              JsonNode json = demo.client(node).get("//ha/readable").json();
              seen.set(json.toString());
              return json.path("haStatus").asText().equals(status)
                  && json.path("replicationStatus").asText().equals(status);
            });
  }

  /** Waits until both nodes tell both statuses. */
  void awaitStatus(String status) {
    awaitStatus(PRIMARY, status);
    awaitStatus(STANDBY, status);
  }

  /** Waits until both databases hold the same. */
  void awaitEqual() {
    await("both databases to hold the same")
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(digest(STANDBY)).isEqualTo(digest(PRIMARY)));
  }

  /** A digest of every replicated table of a node, the audit of all nodes included. */
  Map<String, String> digest(String node) {
    try (Connection connection = demo.database(node)) {
      var digests = new TreeMap<String, String>();
      for (String table : tables(connection)) {
        digests.put(table, digest(connection, table));
      }
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything but what stays on its node and what changes each second. */
  private static List<String> tables(Connection connection) throws SQLException {
    try (var rows =
        connection
            .createStatement()
            .executeQuery(
                "select tablename from pg_tables where schemaname = 'vault'"
                    + " and tablename not in ('heartbeat', 'structure_lock') order by 1")) {
      var names = new java.util.ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      assertThat(names).hasSizeGreaterThan(15);
      return names;
    }
  }

  private static String digest(Connection connection, String table) throws SQLException {
    try (var rows =
        connection
            .createStatement()
            .executeQuery(
                "select count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' order by"
                    + " md5(t::text))), '') from vault."
                    + table
                    + " t")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Each node's chain of events as a node sees it; every chain must be good. */
  static Map<String, String> chains(VaultClient node) {
    JsonNode report = node.get("/audit/verify").expect(200).json();
    var heads = new TreeMap<String, String>();
    for (JsonNode chain : report.path("nodes")) {
      assertThat(chain.path("ok").asBoolean()).as(chain.toString()).isTrue();
      heads.put(
          chain.path("node").asText(),
          chain.path("count").asLong() + " events to " + chain.path("headHash").asText());
    }
    assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
    return heads;
  }
}
