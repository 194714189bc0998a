package org.tandemvault.boot;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.schema.JdbiKeyring;

/**
 * Opens the keyring as it is in the database now. Thread-safe.
 *
 * <p>If the master key was changed meanwhile, the keyring that was opened before is still good for
 * what was sealed until then: it is kept, and the log says what this node needs.
 */
final class NewestKeyring implements Supplier<Keyring> {

  private static final Logger LOG = LoggerFactory.getLogger(NewestKeyring.class);

  private final JdbiKeyring stored;
  private final MasterKey master;
  private volatile Keyring last;

  /** Opens it for the first time. */
  NewestKeyring(JdbiKeyring stored, MasterKey master) {
    this.stored = stored;
    this.master = master;
    this.last = stored.open(master);
  }

  /** As last opened. */
  Keyring opened() {
    return last;
  }

  @Override
  public Keyring get() {
    try {
      last = stored.open(master);
      LOG.info("Read the keyring: {}", last);
    } catch (WrongMasterKeyException e) {
      LOG.error(
          "The keyring has another master key now: put the new key file where conf/manage_key.conf"
              + " says and start this node again. Until then it opens what was sealed before. {}",
          e.getMessage());
    }
    return last;
  }
}
