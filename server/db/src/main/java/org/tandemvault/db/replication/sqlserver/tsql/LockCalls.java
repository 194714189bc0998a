package org.tandemvault.db.replication.sqlserver.tsql;

/** Keeps two runs from working on the same server; the lock ends with its session. */
public record LockCalls(Place place) {
  private static final String NAME = "Tandem Vault: replication set-up";

  public Statement take() {
    return ProcedureCall.sys(place, "sp_getapplock")
        .with("Resource", NAME)
        .with("LockMode", "Exclusive")
        .with("LockOwner", "Session")
        .with("LockTimeout", 0);
  }
}
