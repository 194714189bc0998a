package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.schema.NodeDatabase;

/**
 * Copies a vault to an empty database, whatever the engines. No node may work with either.
 *
 * <p>A mark in the new database names the vault until the copy is proven, so that a run that broke
 * goes on, and nothing else is ever mixed with it.
 */
public final class DatabaseMove {
  private final Place from;
  private final Place to;
  private final MasterKey master;

  public DatabaseMove(Place from, Place to, MasterKey master) {
    this.from = from;
    this.to = to;
    this.master = master;
  }

  /**
   * Looks at both and changes nothing.
   *
   * @return what people should know
   * @throws MoveException if the vault can't be moved there
   */
  public List<String> test() {
    try (Connection source = from.open();
        Connection target = to.bare().open()) {
      PlaceCheck old = new PlaceCheck(from, source);
      byte[] checkValue =
          old.checkValue().orElseThrow(() -> old.unfit("holds no vault that could be copied"));
      old.requireKey(checkValue, master);
      PlaceCheck check = new PlaceCheck(to, target);
      List<String> told = check.product();
      check.requireRights();
      check.requireNothingForeign();
      requireRoom(check, checkValue);
      return told;
    } catch (SQLException e) {
      throw broken("looking at", e);
    }
  }

  /**
   * Looks at a database that is only pointed to.
   *
   * @return what people should know
   */
  public static List<String> testAlone(Place place, MasterKey master) {
    try (Connection connection = place.bare().open()) {
      PlaceCheck check = new PlaceCheck(place, connection);
      List<String> told = check.product();
      check.requireNothingForeign();
      Optional<byte[]> checkValue = check.checkValue();
      if (checkValue.isEmpty()) {
        told.add(
            "Warning: the database holds no vault yet: what a standby shows comes by replication"
                + " (bin/ConfigureReplication.sh).");
      } else {
        check.requireKey(checkValue.get(), master);
        check.requireKeyring(master);
        told.add("The key file of this node opens the keyring that is there.");
      }
      return told;
    } catch (SQLException e) {
      throw new MoveException(Reason.BROKEN, "Looking at " + place.address() + " failed.", e);
    }
  }

  /**
   * Refuses a database that holds anything, or that nothing can be made in.
   *
   * @return what people should know
   */
  public static List<String> requireEmpty(Place place) {
    try (Connection connection = place.bare().open()) {
      PlaceCheck check = new PlaceCheck(place, connection);
      List<String> told = check.product();
      check.requireRights();
      check.requireNothingForeign();
      if (check.unfinished().isPresent() || !check.isEmpty()) {
        throw check.unfit("holds a vault already: name an empty database");
      }
      return told;
    } catch (SQLException e) {
      throw new MoveException(Reason.BROKEN, "Looking at " + place.address() + " failed.", e);
    }
  }

  /** Refuses a master key that is not the one of the vault there. */
  public static void requireKey(Place place, Connection connection, MasterKey master)
      throws SQLException {
    PlaceCheck check = new PlaceCheck(place, connection);
    check.requireKey(check.checkValue().orElseThrow(() -> check.unfit("holds no vault")), master);
  }

  private static void requireRoom(PlaceCheck check, byte[] checkValue) throws SQLException {
    Optional<String> unfinished = check.unfinished();
    boolean ours = unfinished.filter(PlaceCheck.idOf(checkValue)::equals).isPresent();
    if (unfinished.isPresent() && !ours) {
      throw check.unfit("holds the unfinished move of another vault: name an empty database");
    }
    if (!ours && !check.isEmpty()) {
      throw check.unfit("holds a vault already: name an empty database, or say --migrate no");
    }
  }

  /**
   * Copies what is missing, and proves that both are the same.
   *
   * @throws MoveException if it breaks, or they are not
   */
  public void run(MoveProgress progress) {
    new NodeDatabase(to.address(), to.owner()).migrate(to.appUser());
    try (Connection source = from.open();
        Connection target = to.open()) {
      if (to.platform().name().equals("sqlserver")) {
        SqlServerFacts.read(target).enableReadCommittedSnapshot(target).ifPresent(progress::warned);
      }
      byte[] checkValue = new PlaceCheck(from, source).checkValue().orElseThrow();
      mark(target, PlaceCheck.idOf(checkValue));
      source.setAutoCommit(false);
      target.setAutoCommit(false);
      TableCopy.Side old = TableCopy.Side.of(from, source);
      TableCopy.Side fresh = TableCopy.Side.of(to, target);
      copy(old, fresh, progress);
      verify(old, fresh, progress);
      target.setAutoCommit(true);
      try (Statement statement = target.createStatement()) {
        statement.execute("drop table " + PlaceCheck.ADMIN + "." + PlaceCheck.MARK);
      }
    } catch (SQLException e) {
      throw broken("copying to", e);
    }
  }

  private void copy(TableCopy.Side old, TableCopy.Side fresh, MoveProgress progress)
      throws SQLException {
    TableCopy copy = new TableCopy(old, fresh);
    for (String name : VaultTable.names()) {
      copy.copy(VaultTable.read(old.connection(), name), progress);
      old.connection().commit();
    }
  }

  private void verify(TableCopy.Side old, TableCopy.Side fresh, MoveProgress progress)
      throws SQLException {
    for (String name : VaultTable.names()) {
      VaultTable table = VaultTable.read(old.connection(), name);
      RowDigest there = TableCopy.digest(old, table);
      RowDigest here = TableCopy.digest(fresh, table);
      if (there.rows() != here.rows() || !there.text().equals(here.text())) {
        throw new MoveException(
            Reason.NOT_THE_SAME,
            "Table "
                + name
                + " is not the same in "
                + to.address()
                + " ("
                + here.rows()
                + " rows for "
                + there.rows()
                + "). Nothing was switched; empty that database and run it again.");
      }
      progress.verified(name, here.rows(), here.text());
    }
    old.connection().commit();
    fresh.connection().commit();
  }

  private static void mark(Connection target, String id) throws SQLException {
    String table = PlaceCheck.ADMIN + "." + PlaceCheck.MARK;
    try (Statement statement = target.createStatement()) {
      boolean there;
      try (var row =
          statement.executeQuery(
              "select count(*) from information_schema.tables where table_schema = '"
                  + PlaceCheck.ADMIN
                  + "' and table_name = '"
                  + PlaceCheck.MARK
                  + "'")) {
        row.next();
        there = row.getInt(1) > 0;
      }
      if (!there) {
        statement.execute("create table " + table + " (source varchar(100) not null primary key)");
        statement.execute("insert into " + table + " (source) values ('" + id + "')");
      }
    }
  }

  private MoveException broken(String what, SQLException cause) {
    String told = Optional.ofNullable(cause.getMessage()).orElse("no reason told");
    return new MoveException(
        Reason.BROKEN,
        "The move broke while "
            + what
            + " "
            + to.address()
            + " ("
            + told.lines().findFirst().orElse("")
            + "). Nothing was switched; run it again, it goes on where it stopped.",
        cause);
  }
}
