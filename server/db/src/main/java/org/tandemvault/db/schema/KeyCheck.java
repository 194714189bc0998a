package org.tandemvault.db.schema;

import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.crypto.CheckValue;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.ReservedSealBudget;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;
import org.tandemvault.db.session.JdbiSession;

/**
 * Whether the master key is this database's, and the keyring that it opens. Thread-safe.
 *
 * <p>Run with a login that may write the check value, i.e. the owner's, before anything else is
 * written.
 */
public final class KeyCheck {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

  private final Transactions transactions;
  private final SecureRandom random;

  public KeyCheck(Transactions transactions, SecureRandom random) {
    this.transactions = transactions;
    this.random = random;
  }

  /**
   * Keeps a check value and a new keyring in a database that has none; else compares, and adds a
   * data key if the active one has sealed much ({@link ReservedSealBudget#WARN_AT}).
   *
   * @param keyFile for the message
   * @param database for the message
   * @return the database's keyring
   * @throws NodeDatabaseException if the key is another database's; nothing was written
   */
  public Keyring require(MasterKey master, String keyFile, String database) {
    return transactions.write(
        tx -> {
          Optional<byte[]> stored = stored(tx);
          if (stored.isEmpty()) {
            return begin(tx, master);
          }
          if (!CheckValue.fits(master, stored.get())) {
            throw wrongKey(master, stored.get(), keyFile, database);
          }
          Keyring keyring = KeyringRows.open(tx, master).orElseThrow(() -> lost(database));
          return isWorn(tx, keyring) ? renewed(tx, keyring, master) : keyring;
        });
  }

  /**
   * Compares only, as a standby does: its check value and keyring come from the primary.
   *
   * @param keyFile for the message
   * @param database for the message
   * @return the database's keyring
   * @throws NodeDatabaseException if nothing was replicated yet, or the key is another database's
   */
  public Keyring compare(MasterKey master, String keyFile, String database) {
    return transactions.read(
        tx -> {
          byte[] stored = stored(tx).orElseThrow(() -> notReplicated(database));
          if (!CheckValue.fits(master, stored)) {
            throw wrongKey(master, stored, keyFile, database);
          }
          return KeyringRows.open(tx, master).orElseThrow(() -> notReplicated(database));
        });
  }

  private Keyring begin(WriteSession tx, MasterKey master) {
    JdbiSession.of(tx)
        .update("schema/key_check_insert")
        .bind("checkValue", CheckValue.create(master, random))
        .execute();
    Keyring fresh = Keyring.create(random);
    KeyringRows.insert(tx, fresh.wrap(master));
    return fresh;
  }

  private static boolean isWorn(WriteSession tx, Keyring keyring) {
    long seals =
        JdbiSession.of(tx)
            .query("schema/seals_reserved")
            .bind("keyId", keyring.activeKeyId())
            .mapTo(Long.class)
            .one();
    return seals >= ReservedSealBudget.WARN_AT;
  }

  private Keyring renewed(WriteSession tx, Keyring keyring, MasterKey master) {
    Keyring next = keyring.withNewKey(random);
    KeyringRows.save(tx, next.wrap(master));
    LOG.info(
        "Data key {} has sealed much; key {} seals from now on",
        keyring.activeKeyId(),
        next.activeKeyId());
    return next;
  }

  private static Optional<byte[]> stored(ReadSession tx) {
    return JdbiSession.of(tx).query("schema/key_check_load").mapTo(byte[].class).findOne();
  }

  private static NodeDatabaseException wrongKey(
      MasterKey master, byte[] stored, String keyFile, String database) {
    return new NodeDatabaseException(
        Reason.WRONG_KEY,
        "Key file "
            + keyFile
            + " (key "
            + master.keyId()
            + ") does not fit database "
            + database
            + ", which needs key "
            + CheckValue.keyIdOf(stored)
            + ". Name the right file in conf/manage_key.conf; if bin/RotateKey.sh rekey broke off,"
            + " run it again. Nothing was written.");
  }

  private static NodeDatabaseException notReplicated(String database) {
    return new NodeDatabaseException(
        Reason.NOT_MIGRATED,
        "Nothing was replicated into database "
            + database
            + " yet. Set replication up first: bin/ConfigureReplication.sh setup (with bundled"
            + " databases: card on both nodes, then setup --peer CARD; docs/replication.md).");
  }

  private static NodeDatabaseException lost(String database) {
    return new NodeDatabaseException(
        Reason.WRONG_KEY,
        "Database " + database + " has a check value but no keyring. Restore it from a backup.");
  }
}
