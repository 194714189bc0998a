package org.tandemvault.db.move;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tandemvault.db.move.VaultTable.Column;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Columns;

/**
 * Counts and digests rows, in whatever order they come: the sum of the SHA-256 of each. Two tables
 * with a primary key are the same if both are. Not thread-safe.
 */
final class RowDigest {
  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final Platform platform;
  private final VaultTable table;
  private BigInteger sum = BigInteger.ZERO;
  private long rows;

  RowDigest(Platform platform, VaultTable table) {
    this.platform = platform;
    this.table = table;
  }

  void add(ResultSet row) throws SQLException {
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
    sum = sum.add(new BigInteger(1, sha256(bytes.toByteArray()))).mod(MODULUS);
    rows++;
  }

  long rows() {
    return rows;
  }

  String text() {
    return sum.toString(16);
  }

  private Optional<byte[]> value(ResultSet row, Column column) throws SQLException {
    String name = column.name();
    return switch (column.kind()) {
      case NUMBER -> Columns.number(row, name).map(n -> text(Long.toString(n)));
      case FLAG -> {
        boolean flag = row.getBoolean(name);
        yield row.wasNull() ? Optional.empty() : Optional.of(text(Boolean.toString(flag)));
      }
      case TEXT -> Optional.ofNullable(row.getString(name)).map(RowDigest::text);
      case BYTES -> Optional.ofNullable(row.getBytes(name));
      case INSTANT ->
          Columns.instant(platform, row, name)
              .map(at -> text(at.truncatedTo(ChronoUnit.MICROS).toString()));
    };
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
