package org.tandemvault.db.schema;

import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.SealLedger;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;
import org.tandemvault.db.session.JdbiSession;

/**
 * The keyring in the database, for the application: opens it and counts what is sealed with its
 * keys. Thread-safe.
 *
 * <p>{@link #reserve} is called in the middle of a change, on the thread that holds a transaction;
 * so it must be given transactions of its own (ADR 0034).
 */
public final class JdbiKeyring implements SealLedger {
  private final Transactions transactions;

  /**
   * @param transactions its own {@code JdbiTransactions}, not those that the use cases run in
   */
  public JdbiKeyring(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Opens the keyring, whose check value was compared at start.
   *
   * @throws NodeDatabaseException if there is none
   */
  public Keyring open(MasterKey master) {
    return transactions.read(
        tx ->
            KeyringRows.open(tx, master)
                .orElseThrow(
                    () ->
                        new NodeDatabaseException(
                            Reason.NOT_MIGRATED,
                            "The database holds no keyring yet. Start the node by its launcher,"
                                + " which makes one.")));
  }

  /** The id of the master key that wraps the keyring now. */
  public String masterKeyId() {
    return transactions.read(KeyChanges::masterKeyId);
  }

  @Override
  public long reserve(int keyId, long seals) {
    return transactions.write(
        tx -> {
          var session = JdbiSession.of(tx);
          session
              .update("schema/seals_reserve")
              .bind("seals", seals)
              .bind("keyId", keyId)
              .execute();
          return session
              .query("schema/seals_reserved")
              .bind("keyId", keyId)
              .mapTo(Long.class)
              .one();
        });
  }
}
