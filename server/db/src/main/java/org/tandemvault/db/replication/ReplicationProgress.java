package org.tandemvault.db.replication;

/** Is told how far a plan is. Called on the thread that applies it. */
public interface ReplicationProgress {

  /** Tells nobody. */
  ReplicationProgress SILENT =
      new ReplicationProgress() {
        @Override
        public void begins(PlanStep step) {}

        @Override
        public void copied(String table, long rows) {}
      };

  /** A step that is to be done begins. */
  void begins(PlanStep step);

  /** A table's rows have come over, though nobody sees them before all tables have. */
  void copied(String table, long rows);

  /** Something that takes long has come further; one line for a person. */
  default void says(String line) {}
}
