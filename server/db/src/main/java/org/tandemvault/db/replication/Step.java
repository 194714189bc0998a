package org.tandemvault.db.replication;

/** One thing that is to be so. Each engine brings its own. */
public interface Step {

  /** Looks; changes nothing. */
  PlanStep look();

  /** Makes it so. Called only when a look just said that it is to be done. */
  void act(ReplicationProgress progress);

  /** A step that can only be looked at. */
  @FunctionalInterface
  interface Check extends Step {
    @Override
    default void act(ReplicationProgress progress) {
      throw new IllegalStateException("A check has nothing to do: " + look().what());
    }
  }
}
