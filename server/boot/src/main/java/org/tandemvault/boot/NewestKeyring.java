package org.tandemvault.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.schema.JdbiKeyring;

/**
 * The master key and the keyring of this process, as new as it can open it. Thread-safe.
 *
 * <p>If the master key was changed meanwhile, the keyring that was opened before is still good for
 * what was sealed until then: it is kept until the new key is there.
 */
final class NewestKeyring implements Supplier<Keyring>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NewestKeyring.class);

  private final JdbiKeyring stored;
  private final Deque<MasterKey> owned = new ArrayDeque<>();
  private volatile MasterKey master;
  private volatile Keyring last;

  /**
   * Opens it for the first time.
   *
   * @param master belongs to this object from now on
   */
  NewestKeyring(JdbiKeyring stored, MasterKey master) {
    this.stored = stored;
    this.master = master;
    this.last = stored.open(master);
    owned.push(master);
  }

  /** As last opened. */
  Keyring opened() {
    return last;
  }

  /** The key in use; it is not the caller's to close. */
  MasterKey master() {
    return master;
  }

  /** The id of the master key that the database has now. */
  String wantedKeyId() {
    return stored.masterKeyId();
  }

  /** What was opened elsewhere with the same master key. */
  synchronized void opened(Keyring keyring) {
    last = keyring;
  }

  /**
   * Works with another master key from now on. The old one stays open until the end: whoever was
   * given it may be using it.
   *
   * @throws WrongMasterKeyException if it does not open the keyring; nothing is changed
   */
  synchronized void adopt(MasterKey next) {
    last = stored.open(next);
    owned.push(next);
    master = next;
  }

  /** Reads it again. */
  @Override
  public synchronized Keyring get() {
    try {
      take(stored.open(master));
    } catch (WrongMasterKeyException e) {
      LOG.warn("The keyring has another master key now. {}", e.getMessage());
    }
    return last;
  }

  /** Whoever owns the database can put an old keyring back; a node never seals with older keys. */
  private void take(Keyring now) {
    if (now.activeKeyId() < last.activeKeyId()) {
      LOG.error(
          "The keyring in the database is older than the one in use ({}, not {}): somebody put an"
              + " old copy back. It is not used; look at the audit and restore the newest backup.",
          now,
          last);
      return;
    }
    if (now.activeKeyId() > last.activeKeyId()) {
      LOG.info("Read the keyring: {}", now);
    }
    last = now;
  }

  /** Wipes every master key it ever had. */
  @Override
  public synchronized void close() {
    owned.forEach(MasterKey::close);
  }
}
