package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.db.move.VaultTable.Column;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Columns;

/**
 * Copies tables row by row in the order of their keys, a batch to a transaction: what is there
 * after a break is the beginning of the table, so that the next run goes on behind it.
 */
public final class TableCopy {
  public static final int BATCH = 500;

  private final Side from;
  private final Side to;

  /** One of the two databases, open. */
  public record Side(Connection connection, Platform platform, KeyLayerSql layer) {

    /** An open database. */
    public static Side of(Place place, Connection connection) {
      return new Side(
          connection, place.platform(), KeyLayerSql.of(place.address().ways().keyLayer()));
    }
  }

  TableCopy(Side from, Side to) {
    this.from = from;
    this.to = to;
  }

  /** Copies what is missing. */
  void copy(VaultTable table, MoveProgress progress) throws SQLException {
    long all = count(from.connection(), table);
    long there = count(to.connection(), table);
    if (there < all) {
      progress.copied(table.name(), there, all);
    }
    try (PreparedStatement read = reading(table.select(from.layer(), true));
        PreparedStatement write = to.connection().prepareStatement(table.insert(to.layer()))) {
      read.setLong(1, there);
      try (ResultSet row = read.executeQuery()) {
        long done = there;
        while (row.next()) {
          bind(write, table, row);
          write.addBatch();
          if (++done % BATCH == 0) {
            flush(write);
            progress.copied(table.name(), done, all);
          }
        }
        flush(write);
        progress.copied(table.name(), done, all);
      }
    }
    if (table.name().equals(VaultTable.FOLDERS)) {
      referToParents(table);
    }
  }

  /** Counts and digests a table. */
  public static RowDigest digest(Side side, VaultTable table) throws SQLException {
    RowForm form = new RowForm(side.platform(), table);
    RowDigest digest = new RowDigest();
    try (PreparedStatement read = reading(side, table.select(side.layer(), false));
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        digest.add(form.of(row));
      }
    }
    return digest;
  }

  public static long count(Connection connection, VaultTable table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table.qualified())) {
      row.next();
      return row.getLong(1);
    }
  }

  private void referToParents(VaultTable table) throws SQLException {
    String select =
        "select id, parent_id from " + table.qualified() + " where parent_id is not null";
    String update = "update " + table.qualified() + " set parent_id = ? where id = ?";
    try (PreparedStatement read = reading(select);
        ResultSet row = read.executeQuery();
        PreparedStatement write = to.connection().prepareStatement(update)) {
      while (row.next()) {
        write.setLong(1, row.getLong(2));
        write.setLong(2, row.getLong(1));
        write.addBatch();
      }
      flush(write);
    }
  }

  private void flush(PreparedStatement write) throws SQLException {
    write.executeBatch();
    to.connection().commit();
  }

  private PreparedStatement reading(String sql) throws SQLException {
    return reading(from, sql);
  }

  /** Rows come in pieces, not all at once into memory. */
  public static PreparedStatement reading(Side side, String sql) throws SQLException {
    PreparedStatement read = side.connection().prepareStatement(sql);
    read.setFetchSize(BATCH);
    return read;
  }

  private void bind(PreparedStatement write, VaultTable table, ResultSet row) throws SQLException {
    int at = 1;
    for (Column column : table.columns()) {
      boolean later =
          table.name().equals(VaultTable.FOLDERS) && column.name().equals(VaultTable.PARENT);
      int times = table.isSealed(column) ? to.layer().parameters() : 1;
      for (int i = 0; i < times; i++) {
        if (later) {
          write.setNull(at++, Types.BIGINT);
        } else {
          bind(write, at++, column, row);
        }
      }
    }
  }

  private void bind(PreparedStatement write, int at, Column column, ResultSet row)
      throws SQLException {
    String name = column.name();
    switch (column.kind()) {
      case NUMBER -> {
        Optional<Long> number = Columns.number(row, name);
        if (number.isPresent()) {
          write.setLong(at, number.get());
        } else {
          write.setNull(at, Types.BIGINT);
        }
      }
      case FLAG -> write.setBoolean(at, row.getBoolean(name));
      case TEXT -> write.setString(at, row.getString(name));
      case BYTES -> write.setBytes(at, row.getBytes(name));
      case INSTANT -> {
        Optional<Instant> instant = Columns.instant(from.platform(), row, name);
        if (instant.isPresent()) {
          write.setObject(at, to.platform().timestamp(instant.get()));
        } else {
          write.setNull(at, Types.TIMESTAMP);
        }
      }
    }
  }
}
