package org.tandemvault.core.audit;

/** What carries durable events out of the database. Thread-safe; never waits, never throws. */
public interface AuditExport {

  /** Carries nothing. */
  AuditExport NONE =
      new AuditExport() {
        @Override
        public void appended() {}

        @Override
        public String behind() {
          return "";
        }
      };

  /** Tells that there are new durable events. */
  void appended();

  /** Names of sinks that can't be reached now, comma-separated, or empty. */
  String behind();
}
