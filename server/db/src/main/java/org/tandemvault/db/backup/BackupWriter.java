package org.tandemvault.db.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.SealedStream;
import org.tandemvault.db.backup.Contents.TableCount;
import org.tandemvault.db.move.RowDigest;
import org.tandemvault.db.move.RowForm;
import org.tandemvault.db.move.TableCopy;
import org.tandemvault.db.move.VaultTable;

/**
 * Writes a backup as it reads it.
 *
 * <p>Inside the sealed stream, deflated: M manifest; F path and bytes of each file; for each table
 * T name, columns, key, then R and the {@link RowForm} of each row, E count and digest; Z. Lengths
 * are 4 bytes before what they count.
 */
final class BackupWriter implements AutoCloseable {
  static final char MANIFEST = 'M';
  static final char FILE = 'F';
  static final char TABLE = 'T';
  static final char ROW = 'R';
  static final char TABLE_END = 'E';
  static final char END = 'Z';

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DataOutputStream out;

  BackupWriter(OutputStream to, MasterKey master, SecureRandom random) throws IOException {
    OutputStream sealed = SealedStream.seal(new BufferedOutputStream(to), master, random);
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(sealed, deflater, 8192), 65_536));
  }

  /** Writes everything; the stream is whole once this is closed. */
  Contents write(Manifest manifest, Map<String, byte[]> files, Snapshot snapshot)
      throws IOException, SQLException {
    block(MANIFEST, manifest.bytes());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      out.writeByte(FILE);
      text(file.getKey());
      bytes(file.getValue());
    }
    Map<String, TableCount> counts = new LinkedHashMap<>();
    for (String name : VaultTable.names()) {
      counts.put(name, table(VaultTable.read(snapshot.connection(), name), snapshot.side()));
    }
    out.writeByte(END);
    out.writeInt(counts.size());
    return new Contents(manifest, counts);
  }

  private TableCount table(VaultTable table, TableCopy.Side side) throws IOException, SQLException {
    out.writeByte(TABLE);
    text(table.name());
    out.writeInt(table.columns().size());
    for (VaultTable.Column column : table.columns()) {
      text(column.name());
      text(column.kind().name());
    }
    out.writeInt(table.key().size());
    for (String key : table.key()) {
      text(key);
    }
    RowForm form = new RowForm(side.platform(), table);
    RowDigest digest = new RowDigest();
    try (PreparedStatement read = TableCopy.reading(side, table.select(side.layer(), false));
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        byte[] formed = form.of(row);
        digest.add(formed);
        block(ROW, formed);
      }
    }
    out.writeByte(TABLE_END);
    out.writeLong(digest.rows());
    text(digest.text());
    return new TableCount(digest.rows(), digest.text());
  }

  private void block(char tag, byte[] content) throws IOException {
    out.writeByte(tag);
    bytes(content);
  }

  private void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      deflater.end();
    }
  }
}
