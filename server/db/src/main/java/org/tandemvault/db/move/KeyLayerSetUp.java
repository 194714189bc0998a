package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.KeyedRows;
import org.tandemvault.db.platform.KeyedRows.Finding;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.platform.SqlServerKeys;

/** Sees to it that the second layer of encryption works in a database, or can be done without. */
public final class KeyLayerSetUp {
  /** "Cannot find the %S_MSG '%.*ls', because it does not exist or you do not have permission." */
  private static final int NO_CERTIFICATE = 15151;

  private final Place place;
  private final KeyLayer layer;
  private final SqlServerKeys keys;

  public KeyLayerSetUp(Place place) {
    this.place = place;
    this.layer = place.address().ways().keyLayer();
    this.keys = new SqlServerKeys(layer);
  }

  /** What came of it. */
  public enum Outcome {
    /** There was none to set up. */
    NOT_WANTED,
    /** The key encrypts and decrypts; there was nothing yet to compare it with. */
    WORKS,
    /** It opens what a server encrypted: both have the same key. */
    SAME,
    /** It is not there and would be made. */
    TO_MAKE,
    /** The server knows no such keys; the application's seal is there anyway. */
    DONE_WITHOUT
  }

  /** Makes what is missing. */
  @FunctionalInterface
  private interface Making {
    Outcome on(Connection connection) throws SQLException;
  }

  /**
   * Looks only; nothing is made.
   *
   * @throws MoveException if a key that somebody named is not there, it does not work, or the
   *     vault's values were encrypted by another one
   */
  public Outcome test() {
    return found(connection -> Outcome.TO_MAKE);
  }

  /**
   * Makes the default key if it is not there, and proves that it works.
   *
   * @param password asked only when a key must be made; empty if there is none
   * @throws MoveException if a key that somebody named is not there, it does not work, or the
   *     vault's values were encrypted by another one
   */
  public Outcome ensure(Supplier<Optional<Secret>> password) {
    return found(connection -> made(connection, password));
  }

  private Outcome found(Making making) {
    KeyLayerMode mode = layer.mode();
    if (place.address().engine() != Engine.SQLSERVER) {
      return Outcome.NOT_WANTED;
    }
    try (Connection connection = place.bare().open()) {
      if (mode == KeyLayerMode.NONE) {
        return withoutKey(connection);
      }
      return switch (keys.look(connection)) {
        case THERE -> proven(connection);
        case MISSING -> mode == KeyLayerMode.DEFAULT ? making.on(connection) : named("has no");
        case UNKNOWN ->
            mode == KeyLayerMode.DEFAULT ? Outcome.DONE_WITHOUT : named("knows no such thing as");
      };
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private Outcome withoutKey(Connection connection) throws SQLException {
    if (new KeyedRows(layer).look(connection) == Finding.ANOTHER) {
      throw new MoveException(
          Reason.NOT_THE_SAME,
          "The values in database "
              + place.address()
              + " were encrypted by a symmetric key of SQL Server: say --encryption-key default"
              + " or custom, as on the primary.");
    }
    return Outcome.NOT_WANTED;
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
    return switch (new KeyedRows(layer).look(connection)) {
      case NONE -> Outcome.WORKS;
      case SAME -> Outcome.SAME;
      case ANOTHER ->
          throw new MoveException(
              Reason.NOT_THE_SAME,
              "The symmetric key "
                  + layer.symmetricKey()
                  + " of database "
                  + place.address()
                  + " is not the one that encrypted its values: "
                  + (layer.mode() == KeyLayerMode.DEFAULT
                      ? "drop it there, copy conf/masterkey.key of the primary into this node's"
                          + " conf folder, then run this again."
                      : "make it there with the KEY_SOURCE and IDENTITY_VALUE of the primary's,"
                          + " then run this again."));
    };
  }

  private Outcome named(String lacks) {
    throw new MoveException(
        Reason.UNFIT,
        "The database "
            + place.address()
            + " "
            + lacks
            + " symmetric key "
            + layer.symmetricKey()
            + ": have it made first, or say --encryption-key default.");
  }

  private MoveException refused(SQLException e) {
    if (e.getErrorCode() == NO_CERTIFICATE) {
      return new MoveException(
          Reason.UNFIT,
          "The database "
              + place.address()
              + " has no certificate "
              + layer.certificate()
              + " that opens the symmetric key "
              + layer.symmetricKey()
              + ", or the login "
              + place.owner().user()
              + " may not use it: check the names and the grants.",
          e);
    }
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
