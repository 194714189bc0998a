package org.tandemvault.db.backup;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tandemvault.core.audit.AuditReport;
import org.tandemvault.core.audit.AuditReport.NodeReport;
import org.tandemvault.core.audit.AuditVerifier;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.move.TableCopy;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabaseException;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * What a database with a vault in it shows: the master key opens the keyring, the keyring every
 * sealed value in its place, and the audit chains are whole.
 *
 * @param opened how many sealed values were opened
 */
public record Proof(long opened, AuditReport audit) {

  /** Where values are sealed: table, id, version, column; and the field's name in the binding. */
  private static final List<Sealed> ALL =
      List.of(
          new Sealed("account_password", "account_id", "version", "sealed", "password"),
          new Sealed("account", "id", "version", "sealed_notes", "notes"),
          new Sealed(
              "user_credentials", "user_id", "password_version", "sealed_password", "password"),
          new Sealed("user_credentials", "user_id", "1", "sealed_totp", "totp"));

  private record Sealed(String table, String id, String version, String column, String field) {
    /** Credentials are bound to the user, not to their own table. */
    String boundTable() {
      return table.equals("user_credentials") ? "vault_user" : table;
    }
  }

  /**
   * Proves the vault in a database.
   *
   * @throws BackupException {@code UNPROVEN}, if something does not open or a chain is broken
   */
  static Proof of(Place place, MasterKey master, NodeId as, SecureRandom random) {
    Node node = new Node(as, NodeRole.PRIMARY, "");
    try (VaultDatabase database = VaultDatabase.openToPrepare(place.address(), place.owner(), 2)) {
      Transactions transactions = new JdbiTransactions(database, node);
      Keyring keyring = keyring(place, master, transactions, random);
      long opened = open(place, new SecretCipher(keyring, keyId -> {}, random));
      AuditReport audit =
          new AuditVerifier(
                  transactions, new JdbiAuditEvents(), keyring.authenticator(Purpose.AUDIT_CHAIN))
              .verify();
      requireChains(audit);
      return new Proof(opened, audit);
    } catch (SQLException e) {
      throw new BackupException(
          Reason.BROKEN, "The restored database " + place.address() + " does not answer.", e);
    }
  }

  /** For people, e.g. {@code 12 sealed values opened; audit chains whole: primary 40}. */
  public String sentence() {
    return opened
        + " sealed values opened; audit chains whole: "
        + audit.nodes().stream()
            .map(node -> node.node() + " (" + node.count() + " events)")
            .collect(Collectors.joining(", "));
  }

  private static Keyring keyring(
      Place place, MasterKey master, Transactions transactions, SecureRandom random) {
    try {
      return new KeyCheck(transactions, random)
          .compare(master, "given", place.address().toString());
    } catch (NodeDatabaseException | CryptoException e) {
      throw new BackupException(
          Reason.UNPROVEN,
          "The keyring in the backup does not open with master key "
              + master.keyId()
              + ": the vault's master key was changed while this was made. Make another backup.",
          e);
    }
  }

  private static long open(Place place, SecretCipher cipher) throws SQLException {
    long opened = 0;
    try (Connection connection = place.open()) {
      connection.setAutoCommit(false);
      TableCopy.Side side = TableCopy.Side.of(place, connection);
      for (Sealed sealed : ALL) {
        opened += open(side, sealed, cipher);
      }
      connection.rollback();
    }
    return opened;
  }

  private static long open(TableCopy.Side side, Sealed sealed, SecretCipher cipher)
      throws SQLException {
    String sql =
        "select "
            + sealed.id()
            + ", "
            + sealed.version()
            + ", "
            + side.layer().opened(sealed.column())
            + " from vault."
            + sealed.table();
    long opened = 0;
    try (PreparedStatement read = TableCopy.reading(side, sql);
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        Optional<byte[]> value = Optional.ofNullable(row.getBytes(3));
        if (value.isPresent()) {
          open(sealed, row.getLong(1), row.getLong(2), value.get(), cipher);
          opened++;
        }
      }
    }
    return opened;
  }

  private static void open(
      Sealed sealed, long id, long version, byte[] value, SecretCipher cipher) {
    Binding binding = new Binding(sealed.boundTable(), id, sealed.field(), version);
    try (Secret secret = cipher.open(value, binding)) {
      secret.use(bytes -> bytes.length);
    } catch (CryptoException e) {
      throw new BackupException(
          Reason.UNPROVEN,
          "A sealed value does not open as it came from the database: " + e.getMessage(),
          e);
    }
  }

  private static void requireChains(AuditReport audit) {
    String broken =
        audit.nodes().stream()
            .filter(node -> !node.ok())
            .map(Proof::told)
            .collect(Collectors.joining(", "));
    if (!broken.isEmpty()) {
      throw new BackupException(
          Reason.UNPROVEN,
          "The audit chain as it came from the database is broken ("
              + broken
              + "): look at Admin > Audit > Verify there.");
    }
  }

  private static String told(NodeReport node) {
    return "node " + node.node() + node.firstBad().map(seq -> " at event " + seq).orElse("");
  }
}
