package org.tandemvault.db.move;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tandemvault.db.move.VaultTable.Column;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Columns;

/**
 * A row as bytes that are the same on each engine: for each column the length in 4 bytes, -1 for
 * null, and the value; numbers, flags and times are text. Backups hold rows in this form, so it
 * never changes.
 */
public final class RowForm {
  private final Platform platform;
  private final VaultTable table;

  public RowForm(Platform platform, VaultTable table) {
    this.platform = platform;
    this.table = table;
  }

  /** The row that is read now. */
  public byte[] of(ResultSet row) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Column column : table.columns()) {
        Optional<byte[]> value = value(row, column);
        out.writeInt(value.map(v -> v.length).orElse(-1));
        if (value.isPresent()) {
          out.write(value.get());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  /** The values of a row, in the order of the columns; empty for null. */
  public static Optional<byte[]> next(ByteBuffer form) {
    int length = form.getInt();
    if (length < 0) {
      return Optional.empty();
    }
    byte[] value = new byte[length];
    form.get(value);
    return Optional.of(value);
  }

  /** Binds one value for writing it into this platform's database. */
  public void bind(PreparedStatement write, int at, Column column, Optional<byte[]> value)
      throws SQLException {
    if (value.isEmpty()) {
      bindNull(write, at, column);
      return;
    }
    byte[] bytes = value.get();
    switch (column.kind()) {
      case NUMBER -> write.setLong(at, Long.parseLong(string(bytes)));
      case FLAG -> write.setBoolean(at, Boolean.parseBoolean(string(bytes)));
      case TEXT -> write.setString(at, string(bytes));
      case BYTES -> write.setBytes(at, bytes);
      case INSTANT -> write.setObject(at, platform.timestamp(Instant.parse(string(bytes))));
    }
  }

  private static void bindNull(PreparedStatement write, int at, Column column) throws SQLException {
    switch (column.kind()) {
      case NUMBER -> write.setNull(at, Types.BIGINT);
      case FLAG -> write.setNull(at, Types.BIT);
      case TEXT -> write.setString(at, null);
      case BYTES -> write.setBytes(at, null);
      case INSTANT -> write.setNull(at, Types.TIMESTAMP);
    }
  }

  private Optional<byte[]> value(ResultSet row, Column column) throws SQLException {
    String name = column.name();
    return switch (column.kind()) {
      case NUMBER -> Columns.number(row, name).map(n -> text(Long.toString(n)));
      case FLAG -> {
        boolean flag = row.getBoolean(name);
        yield row.wasNull() ? Optional.empty() : Optional.of(text(Boolean.toString(flag)));
      }
      case TEXT -> Optional.ofNullable(row.getString(name)).map(RowForm::text);
      case BYTES -> Optional.ofNullable(row.getBytes(name));
      case INSTANT ->
          Columns.instant(platform, row, name)
              .map(at -> text(at.truncatedTo(ChronoUnit.MICROS).toString()));
    };
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
