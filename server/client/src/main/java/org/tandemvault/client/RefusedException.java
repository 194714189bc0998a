package org.tandemvault.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server said no. */
public final class RefusedException extends VaultClientException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient URI server;

  RefusedException(URI server, Problem problem) {
    this(server, problem, "");
  }

  RefusedException(URI server, Problem problem, String advice) {
    super(
        Stream.of(problem.sentence(), advice)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" ")));
    this.server = server;
    this.problem = problem;
  }

  /** Who said it. */
  public URI server() {
    return server;
  }

  /** What it said. */
  public Problem problem() {
    return problem;
  }

  /** The HTTP status. */
  public int status() {
    return problem.status();
  }

  /** The word that programs match on, e.g. {@code not-found}. */
  public String code() {
    return problem.code();
  }

  /**
   * A problem as servers tell it (RFC 9457).
   *
   * @param detail what to do, for people
   * @param violations the fields that are wrong
   * @param primary where to go instead, where a standby said so
   * @param errors the rows of an import that are wrong
   * @param retryAfter how long to wait, where the server said so
   */
  public record Problem(
      int status,
      String code,
      String detail,
      List<Violation> violations,
      Optional<String> primary,
      List<RowError> errors,
      Optional<Duration> retryAfter) {

    public Problem {
      violations = List.copyOf(violations);
      errors = List.copyOf(errors);
    }

    private String sentence() {
      String fields =
          violations.stream()
              .map(v -> " (" + v.field() + " " + v.message() + ")")
              .collect(Collectors.joining());
      String wait = retryAfter.map(d -> " Wait " + d.toSeconds() + " s.").orElse("");
      return detail + fields + wait;
    }
  }

  /** One field that is wrong. */
  public record Violation(String field, String message) {}

  /**
   * One row that is wrong.
   *
   * @param row as a spreadsheet shows it: 1 is the header
   */
  public record RowError(long row, String message) {}
}
