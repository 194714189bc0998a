package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.SQLException;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.Platform;

/**
 * A database with the login that owns its tables.
 *
 * @param appUser the login that a node works with there
 */
public record Place(DatabaseAddress address, DatabaseLogin owner, String appUser) {

  public Platform platform() {
    return Platform.of(address.engine());
  }

  /** The same without the second layer, which may not be there yet. */
  public Place bare() {
    return new Place(address.withWays(address.ways().withKeyLayer(KeyLayer.NONE)), owner, appUser);
  }

  /**
   * Signs in once, so that trouble is told in one sentence.
   *
   * @throws MoveException if it can't
   */
  public void reach() {
    try {
      open().close();
    } catch (SQLException broken) {
      throw new MoveException(
          Reason.UNREACHABLE, "Database " + address + " broke the connection off", broken);
    }
  }

  /** Signs in; a refusal is told in one sentence. */
  public Connection open() {
    try {
      return platform().dataSource(address, owner).getConnection();
    } catch (SQLException e) {
      ConnectionTrouble trouble = ConnectionTrouble.of(address, owner.user(), e);
      throw new MoveException(reason(trouble.what()), trouble.sentence(), e);
    }
  }

  private static Reason reason(ConnectionTrouble.What what) {
    return switch (what) {
      case UNREACHABLE, OTHER -> Reason.UNREACHABLE;
      case CERTIFICATE -> Reason.CERTIFICATE;
      case LOGIN, DATABASE -> Reason.REFUSED;
    };
  }
}
