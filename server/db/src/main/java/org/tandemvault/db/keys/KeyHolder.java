package org.tandemvault.db.keys;

import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;

/** The keys that a process works with, and how it takes new ones. */
public interface KeyHolder {

  /** The master key in use; it belongs to the holder. */
  MasterKey master();

  /** Seals with this keyring from now on. */
  void use(Keyring keyring);

  /** Works with another master key, which belongs to the holder from now on. */
  void adopt(MasterKey next);
}
