package org.tandemvault.core.shared;

import java.util.List;
import java.util.stream.Collectors;

/** The request can be read, but fields break a rule; all broken rules are listed. */
public final class InvalidException extends VaultException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidException(List<Violation> violations) {
    super("invalid", text(violations));
    this.violations = List.copyOf(violations);
  }

  public static InvalidException of(String field, String message) {
    return new InvalidException(List.of(new Violation(field, message)));
  }

  /** At least one. */
  public List<Violation> violations() {
    return violations;
  }

  private static String text(List<Violation> violations) {
    return violations.stream()
        .map(v -> v.field() + " " + v.message())
        .collect(Collectors.joining("; "));
  }
}
