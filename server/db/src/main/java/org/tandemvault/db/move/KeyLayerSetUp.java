package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.platform.SqlServerKeys;

/** Sees to it that the second layer of encryption works in a database, or can be done without. */
public final class KeyLayerSetUp {
  private final Place place;
  private final SqlServerKeys keys;

  public KeyLayerSetUp(Place place) {
    this.place = place;
    this.keys = new SqlServerKeys(place.address().ways().keyLayer());
  }

  /** What came of it. */
  public enum Outcome {
    /** There was none to set up. */
    NOT_WANTED,
    WORKS,
    /** The server knows no such keys; the application's seal is there anyway. */
    DONE_WITHOUT
  }

  /**
   * Makes the default key if it is not there, and proves that it works.
   *
   * @param password asked only when a key must be made; empty if there is none
   * @throws MoveException if a key that somebody named is not there, or it does not work
   */
  public Outcome ensure(Supplier<Optional<Secret>> password) {
    KeyLayerMode mode = place.address().ways().keyLayer().mode();
    if (mode == KeyLayerMode.NONE) {
      return Outcome.NOT_WANTED;
    }
    try (Connection connection = place.bare().open()) {
      return switch (keys.look(connection)) {
        case THERE -> proven(connection);
        case MISSING -> mode == KeyLayerMode.DEFAULT ? made(connection, password) : named("has no");
        case UNKNOWN ->
            mode == KeyLayerMode.DEFAULT ? Outcome.DONE_WITHOUT : named("knows no such thing as");
      };
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private Outcome made(Connection connection, Supplier<Optional<Secret>> password)
      throws SQLException {
    try (Secret secret =
        password
            .get()
            .orElseThrow(
                () ->
                    new MoveException(
                        Reason.UNFIT,
                        "The database "
                            + place.address()
                            + " has no symmetric key yet: copy conf/masterkey.key of the primary"
                            + " into this node's conf folder, then run this again."))) {
      keys.make(connection, secret, place.owner().user(), place.appUser());
    } catch (SQLException e) {
      if (SqlServerFacts.read(connection).isSqlServer()) {
        throw e;
      }
      return Outcome.DONE_WITHOUT;
    }
    return proven(connection);
  }

  private Outcome proven(Connection connection) throws SQLException {
    if (!keys.isProven(connection)) {
      throw new MoveException(
          Reason.UNFIT,
          "The symmetric key of database "
              + place.address()
              + " does not decrypt what it encrypted.");
    }
    return Outcome.WORKS;
  }

  private Outcome named(String lacks) {
    throw new MoveException(
        Reason.UNFIT,
        "The database "
            + place.address()
            + " "
            + lacks
            + " symmetric key "
            + place.address().ways().keyLayer().symmetricKey()
            + ": have it made first, or say --encryption-key default.");
  }

  private MoveException refused(SQLException e) {
    return new MoveException(
        Reason.REFUSED,
        "The keys of database "
            + place.address()
            + " can't be made or opened (error "
            + e.getErrorCode()
            + "): the login "
            + place.owner().user()
            + " needs CONTROL on the database; a restored database needs its master key opened and"
            + " encrypted by the service master key again.",
        e);
  }
}
