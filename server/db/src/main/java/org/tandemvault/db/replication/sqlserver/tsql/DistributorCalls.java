package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.List;
import java.util.Optional;

/**
 * Makes a server its own distributor and its vault publishable.
 *
 * @param server the server's own name, with its port where that is not the usual one
 * @param distribution the distribution database
 */
public record DistributorCalls(String server, String distribution) {
  /** From here on the way to the distributor is encrypted unless told otherwise; 2025. */
  private static final int ENCRYPTS_BY_ITSELF = 17;

  /** Raises the limit that would make the vault's own INSERT fail (7139). */
  public static List<Statement> allowLargeValues() {
    return List.of(
        configure("show advanced options", 1),
        reconfigure(),
        configure("max text repl size", -1),
        reconfigure());
  }

  public Statement addDistributor(int majorVersion) {
    ProcedureCall call =
        ProcedureCall.sys(Place.MASTER, "sp_adddistributor").with("distributor", server);
    return majorVersion < ENCRYPTS_BY_ITSELF
        ? call
        : call.with("encrypt_distributor_connection", "mandatory")
            .with("trust_distributor_certificate", "no");
  }

  /**
   * @param keepHours how long changes wait for a server that is away, before its subscription is
   *     deactivated
   */
  public Statement addDistributionDatabase(int keepHours, int historyHours) {
    return ProcedureCall.sys(Place.MASTER, "sp_adddistributiondb")
        .with("database", distribution)
        .with("min_distretention", 0)
        .with("max_distretention", keepHours)
        .with("history_retention", historyHours)
        .with("security_mode", 1);
  }

  public Statement keepFor(int hours) {
    return ProcedureCall.sys(Place.MASTER, "sp_changedistributiondb")
        .with("database", distribution)
        .with("property", "max_distretention")
        .with("value", Integer.toString(hours));
  }

  /**
   * @param folder for snapshots; empty for the instance's own
   */
  public Statement addPublisher(Optional<String> folder) {
    ProcedureCall call =
        ProcedureCall.sys(Place.MASTER, "sp_adddistpublisher")
            .with("publisher", server)
            .with("distribution_db", distribution)
            .with("security_mode", 1)
            .with("trusted", "false");
    return folder.map(f -> call.with("working_directory", f)).orElse(call);
  }

  public static Statement publish(String database, boolean on) {
    return ProcedureCall.sys(Place.MASTER, "sp_replicationdboption")
        .with("dbname", database)
        .with("optname", "publish")
        .with("value", on ? "true" : "false");
  }

  /** The same when the distributor cannot be reached any more. */
  public static Statement unpublishAlone(String database) {
    return ((ProcedureCall) publish(database, false)).with("ignore_distributor", 1);
  }

  public Statement dropPublisher() {
    return ProcedureCall.sys(Place.MASTER, "sp_dropdistpublisher")
        .with("publisher", server.replaceFirst(",\\d+$", ""))
        .with("no_checks", 1);
  }

  public Statement dropDistributionDatabase() {
    return ProcedureCall.sys(Place.MASTER, "sp_dropdistributiondb").with("database", distribution);
  }

  public static Statement dropDistributor() {
    return ProcedureCall.sys(Place.MASTER, "sp_dropdistributor").with("no_checks", 1);
  }

  private static Statement configure(String option, int value) {
    return ProcedureCall.sys(Place.MASTER, "sp_configure")
        .with("configname", option)
        .with("configvalue", value);
  }

  private static Statement reconfigure() {
    return Sentence.of(Place.MASTER, "RECONFIGURE");
  }
}
