package org.tandemvault.conf;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; carries every problem of every file, not just the first. */
public final class ConfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfProblem> problems;

  public ConfException(List<ConfProblem> problems) {
    super(problems.stream().map(ConfProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<ConfProblem> problems() {
    return problems;
  }
}
