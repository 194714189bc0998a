package org.tandemvault.db.schema;

import java.security.SecureRandom;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.crypto.CheckValue;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;
import org.tandemvault.db.session.JdbiSession;

/**
 * A new data key, a new master key: each in the caller's transaction, so that its audit event is
 * part of it. Both can be repeated with the same end. Thread-safe.
 */
public final class KeyChanges {
  private final SecureRandom random;

  public KeyChanges(SecureRandom random) {
    this.random = random;
  }

  /**
   * After a rotation.
   *
   * @param keyring as it is after the commit
   * @param changed whether it was changed now, and not before
   */
  public record Rotated(Keyring keyring, boolean changed) {}

  /**
   * Makes a new data key the active one if {@code leave} still is.
   *
   * @throws WrongMasterKeyException if the keyring has another master key
   */
  public Rotated rotate(WriteSession tx, MasterKey master, int leave) {
    hold(tx);
    Keyring keyring = open(tx, master);
    if (keyring.activeKeyId() != leave) {
      return new Rotated(keyring, false);
    }
    Keyring next = keyring.withNewKey(random);
    KeyringRows.save(tx, next.wrap(master));
    return new Rotated(next, true);
  }

  /**
   * Wraps the keyring under another master key, and makes the check value for it, unless that was
   * done.
   *
   * @return whether it was done now
   * @throws WrongMasterKeyException if the database fits neither key
   */
  public boolean rekey(WriteSession tx, MasterKey old, MasterKey next) {
    hold(tx);
    if (fits(tx, next)) {
      return false;
    }
    Keyring keyring = open(tx, old);
    KeyringRows.save(tx, keyring.wrap(next));
    JdbiSession.of(tx)
        .update("schema/key_check_update")
        .bind("checkValue", CheckValue.create(next, random))
        .execute();
    return true;
  }

  /** Whether the check value was made for this master key. */
  public static boolean fits(ReadSession tx, MasterKey master) {
    return CheckValue.fits(master, stored(tx));
  }

  /** The id of the master key that this database has now. */
  public static String masterKeyId(ReadSession tx) {
    return CheckValue.keyIdOf(stored(tx));
  }

  /** The number of the data key that seals now. */
  public static int activeKeyId(ReadSession tx) {
    return JdbiSession.of(tx)
        .query("schema/keyring_load")
        .map((row, context) -> row.getBoolean("active") ? row.getInt("key_id") : 0)
        .stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  private static byte[] stored(ReadSession tx) {
    return JdbiSession.of(tx)
        .query("schema/key_check_load")
        .mapTo(byte[].class)
        .findOne()
        .orElseThrow(
            () ->
                new NodeDatabaseException(
                    Reason.NOT_MIGRATED, "The database holds no vault. Start its node once."));
  }

  /** No two processes change keys at the same time: the row of the root is locked. */
  private static void hold(WriteSession tx) {
    JdbiSession.of(tx).update("schema/seals_reserve").bind("seals", 0).bind("keyId", 0).execute();
  }

  private static Keyring open(ReadSession tx, MasterKey master) {
    return KeyringRows.open(tx, master)
        .orElseThrow(
            () ->
                new NodeDatabaseException(
                    Reason.NOT_MIGRATED,
                    "The database has a check value but no keyring. Restore it from a backup."));
  }
}
