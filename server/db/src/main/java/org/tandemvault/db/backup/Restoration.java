package org.tandemvault.db.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditExporter;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.backup.Contents.TableCount;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.move.RowDigest;
import org.tandemvault.db.move.RowForm;
import org.tandemvault.db.move.TableCopy;
import org.tandemvault.db.move.VaultTable;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.schema.NodeDatabaseException;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * Brings a backup into an empty database: tables as they were, rows, comparison, tables of this
 * release, proof. Rows that tell of the replication of before are left out, so that the vault that
 * comes of it stands alone.
 */
public final class Restoration {
  private final Place to;
  private final MasterKey master;
  private final SecureRandom random;

  public Restoration(Place to, MasterKey master, SecureRandom random) {
    this.to = to;
    this.master = master;
    this.random = random;
  }

  /** What was restored and what it showed. */
  public record Restored(Contents contents, Proof proof) {}

  /**
   * Restores and proves.
   *
   * @throws BackupException if the backup is not whole, or what came of it is not the same
   */
  public Restored run(BackupReader backup) {
    Contents contents = fill(backup);
    return new Restored(contents, prove(contents));
  }

  /** Opens what is sealed and walks the audit chains of what was restored. */
  public Proof prove(Contents contents) {
    return Proof.of(to, master, contents.manifest().node(), random);
  }

  /**
   * Restores and compares, whatever the sealed values are worth.
   *
   * @throws BackupException if the backup is not whole, or what came of it is not the same
   */
  public Contents fill(BackupReader backup) {
    DatabaseMove.requireEmpty(to);
    NodeDatabase database = new NodeDatabase(to.address(), to.owner());
    makeTables(database, backup.manifest());
    try (Connection connection = to.open()) {
      if (to.platform().name().equals("sqlserver")) {
        SqlServerFacts.read(connection).enableReadCommittedSnapshot(connection);
      }
      connection.setAutoCommit(false);
      Contents contents = fill(TableCopy.Side.of(to, connection), backup);
      try (Statement statement = connection.createStatement()) {
        statement.execute("delete from vault.heartbeat");
      }
      connection.commit();
      database.migrate(to.appUser());
      return contents;
    } catch (SQLException e) {
      throw new BackupException(
          Reason.BROKEN,
          "The database "
              + to.address()
              + " does not take the backup ("
              + Optional.ofNullable(e.getMessage()).orElse("").lines().findFirst().orElse("")
              + ").",
          e);
    }
  }

  /**
   * Puts the restoration on the vault's own record: the chain of the node goes on.
   *
   * @param by the user of the operating system
   */
  public void putOnRecord(Contents contents, String file, String by) {
    Node node = new Node(contents.manifest().node(), NodeRole.PRIMARY, "");
    try (VaultDatabase database = VaultDatabase.openToPrepare(to.address(), to.owner(), 2)) {
      Transactions transactions = new JdbiTransactions(database, node);
      Keyring keyring =
          new KeyCheck(transactions, random).compare(master, "given", to.address().toString());
      // whatever was promoted before: this vault begins anew, and takes writes
      transactions.write(tx -> new JdbiEpochs().begin(tx, Instant.now().getEpochSecond()));
      JdbiAuditEvents events = new JdbiAuditEvents();
      AuditChain chain =
          new AuditChain(node.id(), events, keyring.authenticator(Purpose.AUDIT_CHAIN));
      AuditExporter nowhere =
          new AuditExporter(node.id(), events, transactions, List.of(), Path.of(""));
      try (ChainedAuditTrail trail =
          new ChainedAuditTrail(chain, transactions, nowhere, Clock.systemUTC())) {
        trail.recordDurably(
            new AuditEntry(
                "",
                by,
                AuditAction.RESTORE,
                new Target("backup", "", file),
                Outcome.OK,
                contents.manifest().sentence(),
                ""));
      }
    }
  }

  private static void makeTables(NodeDatabase database, Manifest manifest) {
    try {
      database.makeAsOf(manifest.steps());
    } catch (NodeDatabaseException e) {
      throw e.reason() == NodeDatabaseException.Reason.NEWER
          ? new BackupException(Reason.NEWER, e.getMessage(), e)
          : e;
    }
  }

  private static Contents fill(TableCopy.Side side, BackupReader backup) throws SQLException {
    Map<String, VaultTable> tables = new LinkedHashMap<>();
    Optional<VaultTable> next = backup.nextTable();
    while (next.isPresent()) {
      if (!VaultTable.names().contains(next.get().name())) {
        throw new BackupException(
            Reason.NEWER,
            "The backup has a table that this release does not know ("
                + next.get().name()
                + "): use the release that made it, or a newer one.");
      }
      tables.put(next.get().name(), next.get());
      fill(side, next.get(), backup);
      next = backup.nextTable();
    }
    Contents contents = backup.contents();
    for (VaultTable table : tables.values()) {
      compare(side, table, contents.tables().get(table.name()));
    }
    side.connection().commit();
    return contents;
  }

  private static void fill(TableCopy.Side side, VaultTable table, BackupReader backup)
      throws SQLException {
    Map<Long, Long> parents = new LinkedHashMap<>();
    RowForm form = new RowForm(side.platform(), table);
    try (PreparedStatement write = side.connection().prepareStatement(table.insert(side.layer()))) {
      long done = 0;
      Optional<byte[]> row = backup.nextRow();
      while (row.isPresent()) {
        bind(new Writing(write, side, form), table, row.get(), parents);
        write.addBatch();
        if (++done % TableCopy.BATCH == 0) {
          flush(write, side);
        }
        row = backup.nextRow();
      }
      flush(write, side);
    }
    referToParents(side, table, parents);
  }

  /** The statement that rows are written with, and how. */
  private record Writing(PreparedStatement write, TableCopy.Side side, RowForm form) {}

  private static void bind(Writing writing, VaultTable table, byte[] row, Map<Long, Long> parents)
      throws SQLException {
    ByteBuffer values = ByteBuffer.wrap(row);
    int at = 1;
    long id = 0;
    for (VaultTable.Column column : table.columns()) {
      Optional<byte[]> value = RowForm.next(values);
      if (table.name().equals(VaultTable.FOLDERS)) {
        if (column.name().equals("id")) {
          id = number(value.orElseThrow());
        } else if (column.name().equals(VaultTable.PARENT) && value.isPresent()) {
          parents.put(id, number(value.get())); // set when all folders are there
          value = Optional.empty();
        }
      }
      int times = table.isSealed(column) ? writing.side().layer().parameters() : 1;
      for (int i = 0; i < times; i++) {
        writing.form().bind(writing.write(), at++, column, value);
      }
    }
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static void referToParents(TableCopy.Side side, VaultTable table, Map<Long, Long> parents)
      throws SQLException {
    if (parents.isEmpty()) {
      return;
    }
    String sql = "update " + table.qualified() + " set parent_id = ? where id = ?";
    try (PreparedStatement write = side.connection().prepareStatement(sql)) {
      for (Map.Entry<Long, Long> folder : parents.entrySet()) {
        write.setLong(1, folder.getValue());
        write.setLong(2, folder.getKey());
        write.addBatch();
      }
      flush(write, side);
    }
  }

  private static void flush(PreparedStatement write, TableCopy.Side side) throws SQLException {
    write.executeBatch();
    side.connection().commit();
  }

  private static void compare(TableCopy.Side side, VaultTable table, TableCount wanted)
      throws SQLException {
    RowDigest there = TableCopy.digest(side, table);
    if (there.rows() != wanted.rows() || !there.text().equals(wanted.digest())) {
      throw new BackupException(
          Reason.UNPROVEN,
          "Table "
              + table.name()
              + " is not the same after restoring it ("
              + there.rows()
              + " rows for "
              + wanted.rows()
              + ").");
    }
  }
}
