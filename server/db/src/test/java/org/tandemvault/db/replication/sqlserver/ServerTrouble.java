package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.function.Consumer;

/** What can be wrong with two servers before anything is done, and what a person is told. */
public enum ServerTrouble {
  NO_SYSADMIN(true, w -> mayLittle(w.primary), "primary", "sysadmin"),
  NO_SYSADMIN_AT_THE_STANDBY(true, w -> mayLittle(w.standby), "standby", "sysadmin"),
  EXPRESS(w -> w.standby.engineEdition = 4, "standby", "can only receive"),
  WEB(w -> w.primary.edition = "Web Edition", "primary", "can only receive"),
  TOO_OLD(w -> w.primary.major = 14, "primary", "SQL Server 2019 (15) or newer is needed"),
  RENAMED(w -> w.primary.realName = "NEW", "primary", "sp_addserver 'NEW', 'local'"),
  CLONE(w -> w.standby.realName = "SQLA", "standby", "renamed or cloned"),
  WINDOWS_LOGINS_ONLY(w -> w.standby.windowsOnly = true, "standby", "Windows authentication"),
  NO_AGENT(w -> w.standby.agentRuns = false, "standby", "Start the service SQL Server Agent"),
  VERSIONS(w -> w.standby.major = 19, "standby", "16 and 19 are more than two apart"),
  DISK(w -> w.primary.free = 1L << 29, "primary", "make room"),
  FOREIGN_DISTRIBUTOR(w -> w.primary.foreignDistributor = "DIST9", "primary", "DIST9"),
  OFFLINE(w -> w.standby.databaseState = "RESTORING", "standby", "bring it online"),
  READ_ONLY(w -> w.standby.readOnly = true, "standby", "set it READ_WRITE"),
  SNAPSHOTS(w -> w.primary.snapshots = true, "primary", "drop them"),
  ONLY_SPEAKS_LIKE_ONE(
      w -> w.standby.refused.add(LookUp.DISTRIBUTOR), "standby", "is it a SQL Server"),
  NO_TABLES(w -> w.primary.schemas.clear(), "primary", "Start the primary's node once"),
  ANOTHER_VAULT(ServerTrouble::anotherVault, "standby", "holds another vault");

  private final boolean right;
  private final Consumer<FakeWorld> strike;
  private final String where;
  private final String told;

  ServerTrouble(Consumer<FakeWorld> strike, String where, String told) {
    this(false, strike, where, told);
  }

  ServerTrouble(boolean right, Consumer<FakeWorld> strike, String where, String told) {
    this.right = right;
    this.strike = strike;
    this.where = where;
    this.told = told;
  }

  /** Nor may it see what only an administrator sees. */
  private static void mayLittle(FakeServer server) {
    server.sysadmin = false;
    server.refused.addAll(
        List.of(
            LookUp.AGENT_SERVICE,
            LookUp.DISTRIBUTOR,
            LookUp.VOLUMES,
            LookUp.PUBLICATIONS,
            LookUp.TEXT_LIMIT));
  }

  private static void anotherVault(FakeWorld world) {
    world.standby.makeVault();
    world.primary.checkValue = "ours";
    world.standby.checkValue = "theirs";
  }

  /** Lets it be so. */
  public void strike(FakeWorld world) {
    strike.accept(world);
  }

  /** Whether whoever signed in may too little. */
  public boolean isAboutRights() {
    return right;
  }

  /** The server that has to be named. */
  public String where() {
    return where;
  }

  /** Words that tell what to do. */
  public String told() {
    return told;
  }
}
