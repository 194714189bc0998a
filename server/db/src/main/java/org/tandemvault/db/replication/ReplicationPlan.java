package org.tandemvault.db.replication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What will be done, in order. */
public record ReplicationPlan(List<PlanStep> steps) {

  public ReplicationPlan {
    steps = List.copyOf(steps);
  }

  /** True if nothing is left to be done. */
  public boolean isDone() {
    return steps.stream()
        .allMatch(s -> s.state() == PlanStep.State.DONE || s.state() == PlanStep.State.ADVICE);
  }

  /** What a person must change first. */
  public List<PlanStep> blocked() {
    return steps.stream().filter(s -> s.state().stops()).toList();
  }

  /** True if whoever signed in has too few rights for it. */
  public boolean lacksRight() {
    return steps.stream().anyMatch(s -> s.state() == PlanStep.State.FORBIDDEN);
  }

  /**
   * Lets only a plan pass that can be applied.
   *
   * @throws ReplicationException with all that stands against it in one line
   */
  public void requireUnblocked() {
    if (!blocked().isEmpty()) {
      throw new ReplicationException(
          lacksRight() ? ReplicationException.Reason.DENIED : ReplicationException.Reason.REFUSED,
          "Nothing was done: " + obstacles());
    }
  }

  /** What a person must change first, in one line; empty if nothing. */
  public String obstacles() {
    return blocked().stream()
        .map(s -> "at the " + where(s) + ": " + s.note().strip())
        .collect(Collectors.joining(" And "));
  }

  private static String where(PlanStep step) {
    return step.where().name().toLowerCase(Locale.ROOT);
  }

  /** The plan as people read it, one step a line, its statements below it. */
  public String text() {
    return steps.stream().map(ReplicationPlan::text).collect(Collectors.joining("\n"));
  }

  private static String text(PlanStep step) {
    String head =
        "[%s] %-7s %s"
            .formatted(
                switch (step.state()) {
                  case DONE -> "there  ";
                  case TO_DO -> "to do  ";
                  case ADVICE -> "advice ";
                  case BLOCKED, FORBIDDEN -> "blocked";
                },
                where(step),
                step.what());
    String note = step.note().isEmpty() ? "" : "\n            " + step.note();
    String sql =
        step.sql().stream()
            .map(line -> "\n            " + line + ";")
            .collect(Collectors.joining());
    return head + note + sql;
  }
}
