package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An agent, its job and its newest word. */
final class FakeAgent {
  final String kind;
  final String jobId = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
  String login = "";
  String password = "";
  String command;
  int retries = 10;
  int retryInterval = 1;
  String owner = "PRIMARY\\someone";
  boolean running;
  int runstatus = 4;
  long age = 5;
  String comments = "No replicated transactions are available.";

  /** What it says before that, a look each. */
  final Deque<String> ahead = new ArrayDeque<>();

  private static final int IN_PROGRESS = 3;

  String errorCode = "";
  String errorText = "";

  FakeAgent(String kind, boolean running) {
    this.kind = kind;
    this.running = running;
    this.command = "-Publisher [P] -PublisherDB [vault] -Continuous";
  }

  Row job() {
    Map<String, Object> row = new HashMap<>();
    row.put("kind", kind);
    row.put("job_id", jobId);
    row.put("enabled", 1);
    row.put("owner", owner);
    row.put("command", command);
    row.put("retry_attempts", retries);
    row.put("retry_interval", retryInterval);
    row.put("running", running ? 1 : 0);
    return new Row(row);
  }

  Row run() {
    Map<String, Object> row = new HashMap<>();
    String now = ahead.isEmpty() ? comments : ahead.removeFirst();
    row.put("kind", kind);
    row.put("runstatus", now.equals(comments) ? runstatus : IN_PROGRESS);
    row.put("age", age);
    row.put("started", 0);
    row.put("comments", now);
    row.put("error_code", errorCode);
    row.put("error_text", errorText);
    return new Row(row);
  }

  /** What must be the same after any number of broken runs; ids and passwords differ. */
  String state() {
    return kind + "|" + login + "|" + command + "|" + retries + "|" + owner + "|" + running;
  }
}
