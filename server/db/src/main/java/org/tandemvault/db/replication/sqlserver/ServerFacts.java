package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.sqlserver.tsql.Place;

/**
 * What a server says of itself.
 *
 * @param name {@code @@SERVERNAME}: what replication calls it, whatever address leads there
 * @param realName what it is called now; another one if it was renamed or cloned
 * @param port it listens at
 * @param lastingOwner the login with which it was installed, for the jobs
 */
public record ServerFacts(
    String name, String realName, int port, Build build, Login login, String lastingOwner) {
  static final int USUAL_PORT = 1433;

  /** Which SQL Server it is. */
  public record Build(int major, int engineEdition, long editionId, String edition) {
    private static final long WEB = 1293598313L;

    /** Standard and Enterprise (Developer and Evaluation are Enterprise) may publish. */
    boolean mayPublish() {
      return (engineEdition == 2 && editionId != WEB && !edition.startsWith("Web"))
          || engineEdition == 3;
    }
  }

  /** Who may sign in, and who did. */
  public record Login(boolean windowsOnly, boolean sysadmin) {}

  static ServerFacts of(SqlServerSession session) {
    Row row = microsoft(session);
    return new ServerFacts(
        row.text("server_name"),
        row.text("server_property"),
        row.has("port") ? (int) row.number("port") : USUAL_PORT,
        new Build(
            (int) row.number("major_version"),
            (int) row.number("engine_edition"),
            row.number("edition_id"),
            row.text("edition")),
        new Login(row.flag("windows_only"), row.flag("sysadmin")),
        row.text("lasting_owner"));
  }

  /** Others know neither these procedures nor the agents. */
  private static Row microsoft(SqlServerSession session) {
    String product;
    try {
      List<Row> rows = session.look(Place.MASTER, LookUp.SERVER);
      product =
          rows.isEmpty() ? "" : rows.getFirst().text("product").lines().findFirst().orElse("");
      if (product.startsWith("Microsoft SQL")) {
        return rows.getFirst();
      }
    } catch (ReplicationException e) {
      if (e.reason() != Reason.FAILED) {
        throw e;
      }
      product = "";
    }
    throw new ReplicationException(
        Reason.REFUSED,
        "The server "
            + session.server()
            + (product.isEmpty()
                ? " can't tell what it is"
                : " is '" + product + "', not Microsoft SQL Server")
            + ": it knows no replication of SQL Server's kind. Name a Microsoft SQL Server; nothing"
            + " was changed.");
  }

  /** The name with which others and its own agents find it: the port is told if it is unusual. */
  String address() {
    return port == USUAL_PORT ? name : name + "," + port;
  }

  boolean isCalled(String other) {
    return name.equalsIgnoreCase(bare(other));
  }

  static String bare(String name) {
    return name.replaceFirst(",\\d+$", "").strip();
  }
}
