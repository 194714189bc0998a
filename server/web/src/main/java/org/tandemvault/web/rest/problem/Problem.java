package org.tandemvault.web.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.shared.Violation;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param type {@code urn:tandem-vault:problem:} and the code
 * @param title the status in words
 * @param code what programs match on
 * @param detail what to do, for people; never a secret, never a stack trace
 * @param violations the fields that are wrong, empty if none is to blame
 * @param primary where to go instead; only with {@code read-only-node} and {@code use-primary}
 * @param errors the rows that are wrong; only where a file was refused
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    List<Violation> violations,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> primary,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<RowProblem>> errors) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    violations = List.copyOf(violations);
  }

  /** A problem without field or row. */
  public static Problem of(int status, String code, String detail) {
    return new Problem(
        "urn:tandem-vault:problem:" + code,
        StatusWords.of(status),
        status,
        code,
        detail,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the fields that are to blame. */
  public Problem with(List<Violation> fields) {
    return new Problem(type, title, status, code, detail, fields, primary, errors);
  }

  /** The same with the primary's address. */
  public Problem withPrimary(String address) {
    return new Problem(type, title, status, code, detail, violations, Optional.of(address), errors);
  }

  /** The same with the rows that are to blame. */
  public Problem withRows(List<RowProblem> rows) {
    return new Problem(
        type, title, status, code, detail, violations, primary, Optional.of(List.copyOf(rows)));
  }

  /**
   * What is wrong with one row of a file.
   *
   * @param row as a spreadsheet shows it: 1 is the header
   */
  public record RowProblem(long row, String message) {}
}
