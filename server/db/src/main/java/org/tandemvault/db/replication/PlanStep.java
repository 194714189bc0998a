package org.tandemvault.db.replication;

import java.util.List;

/**
 * One step of a plan, as it was when it was looked at.
 *
 * @param where the server it is about
 * @param what in plain words
 * @param sql what will be run there, passwords masked; empty for a mere check
 * @param note why it is blocked, or what to know; may be empty
 */
public record PlanStep(Where where, String what, List<String> sql, State state, String note) {

  /** The two servers. */
  public enum Where {
    PRIMARY,
    STANDBY
  }

  /** Whether something is to be done. */
  public enum State {
    /** It is as it should be. */
    DONE,
    /** It will be done. */
    TO_DO,
    /** It works, but should be changed by a person. */
    ADVICE,
    /** A person must change something before the plan can be applied. */
    BLOCKED,
    /** As {@link #BLOCKED}: whoever signed in may not do it. */
    FORBIDDEN;

    /** Whether the plan can't be applied because of it. */
    boolean stops() {
      return this == BLOCKED || this == FORBIDDEN;
    }
  }

  public PlanStep {
    sql = List.copyOf(sql);
  }

  /** It is as it should be. */
  public static PlanStep done(Where where, String what) {
    return new PlanStep(where, what, List.of(), State.DONE, "");
  }

  /** It will be done. */
  public static PlanStep toDo(Where where, String what, List<String> sql) {
    return new PlanStep(where, what, sql, State.TO_DO, "");
  }

  /** A person must change something first; {@code note} tells what. */
  public static PlanStep blocked(Where where, String what, String note) {
    return new PlanStep(where, what, List.of(), State.BLOCKED, note);
  }

  /** It needs more rights; {@code note} tells which. */
  public static PlanStep forbidden(Where where, String what, String note) {
    return new PlanStep(where, what, List.of(), State.FORBIDDEN, note);
  }

  /** It works, but {@code note} tells what to change. */
  public static PlanStep advice(Where where, String what, String note) {
    return new PlanStep(where, what, List.of(), State.ADVICE, note);
  }
}
