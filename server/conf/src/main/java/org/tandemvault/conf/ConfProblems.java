package org.tandemvault.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of all files, so that they can be told at once. Not thread-safe. */
final class ConfProblems {
  private final List<ConfProblem> found = new ArrayList<>();

  void add(ConfProblem problem) {
    found.add(problem);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(
          Comparator.comparing(ConfProblem::file)
              .thenComparing(ConfProblem::line)
              .thenComparing(ConfProblem::key));
      throw new ConfException(found);
    }
  }
}
