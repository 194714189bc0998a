package org.tandemvault.web.rest.json;

import java.util.List;
import org.tandemvault.core.shared.Violation;

/** The body is not the JSON that the route takes: syntax, type or an unknown field. */
public final class BadJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  BadJsonException(String message, List<Violation> violations) {
    super(message);
    this.violations = List.copyOf(violations);
  }

  /** The field that is wrong, if one is. */
  public List<Violation> violations() {
    return violations;
  }
}
