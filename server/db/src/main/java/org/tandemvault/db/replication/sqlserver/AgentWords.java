package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an agent's error means for a person. */
final class AgentWords {
  private AgentWords() {}

  /**
   * A known trouble.
   *
   * @param rowInTheWay true if a change meets data that are not as they should be
   */
  record Cause(String reason, String remedy, boolean rowInTheWay) {}

  private record Known(List<String> signs, Cause cause) {}

  private static final String RESEED = "Run bin/ConfigureReplication.sh reseed.";

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              List.of("20598", "2601", "2627", "row was not found", "duplicate key"),
              new Cause(
                  "A change meets a row that is missing or in its way at the receiver: somebody"
                      + " wrote there, or it was restored.",
                  RESEED,
                  true)),
          new Known(
              List.of("7139", "exceeds configured maximum"),
              new Cause(
                  "A value is larger than 'max text repl size' allows.",
                  "Run bin/ConfigureReplication.sh setup, which raises it.",
                  true)),
          new Known(
              List.of("certificate", "ssl provider", "security package"),
              new Cause(
                  "The other server's certificate is not trusted by this machine, has expired or"
                      + " is not for the name that the agent uses.",
                  "Give the server a certificate with its own name, and let this machine trust the"
                      + " authority.",
                  false)),
          new Known(
              List.of("18456", "login failed"),
              new Cause(
                  "A server refused the agent's login.",
                  "Run bin/ConfigureReplication.sh setup: it makes a new password. Check that logins"
                      + " with a password are allowed there.",
                  false)),
          new Known(
              List.of("18483", "14010", "14114"),
              new Cause(
                  "The server's name is not the one that replication knows: it was renamed.",
                  "Run bin/ConfigureReplication.sh remove, then setup.",
                  false)),
          new Known(
              List.of("21330", "access to the path", "operating system error"),
              new Cause(
                  "The agent may not write its snapshot or temporary folder.",
                  "Give the account of SQL Server Agent the right to change files there.",
                  false)),
          new Known(
              List.of("18752"),
              new Cause(
                  "Another process reads the log already (a second agent, or change data capture).",
                  "End the other one.",
                  false)));

  /** For a running set-up: only what no retry mends. */
  static Optional<Cause> cause(Row run) {
    String words = (run.text("error_code") + " " + words(run)).toLowerCase(Locale.ROOT);
    int status = (int) run.number("runstatus");
    boolean bad = status == 5 || status == 6;
    return bad
        ? KNOWN.stream()
            .filter(known -> known.signs().stream().anyMatch(words::contains))
            .map(Known::cause)
            .findFirst()
        : Optional.empty();
  }

  /** The agent's own words, with what they mean if that is known. */
  static String of(Row run) {
    return cause(run).map(c -> c.reason() + " " + c.remedy() + " ").orElse("") + words(run);
  }

  private static String words(Row run) {
    String error = run.text("error_text");
    return error.isEmpty() ? run.text("comments") : error;
  }
}
