package org.tandemvault.db.bundled;

import java.security.SecureRandom;
import java.util.Arrays;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/** The passwords of the bundled database: random, and kept sealed in {@code database.conf}. */
final class GeneratedLogins {
  private static final char[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();
  private static final int LENGTH = 43;

  private final ConfValueCipher cipher;
  private final SecureRandom random;

  GeneratedLogins(ConfValueCipher cipher, SecureRandom random) {
    this.cipher = cipher;
    this.random = random;
  }

  /**
   * Answers the configuration with both passwords in its file. They are kept before the cluster is
   * made with them, so a broken first start can be repeated.
   */
  VaultConf ensure(VaultConf conf, Cluster cluster) {
    VaultConf complete = conf.sealed(cipher);
    if (complete.database().logins().owner().password().isAbsent()) {
      if (cluster.exists()) {
        throw new BundledPostgresException(
            Reason.FOLDER,
            "conf/database.conf has no owner.password, but the database in "
                + cluster.folder()
                + " was made with one: restore the file "
                + conf.folder().resolve(DatabaseConf.FILE)
                + " that belongs to it.");
      }
      complete = generate(complete, DatabaseConf.OWNER_PASSWORD);
    }
    if (complete.database().logins().app().password().isAbsent()) {
      complete = generate(complete, DatabaseConf.APP_PASSWORD);
    }
    return complete;
  }

  private VaultConf generate(VaultConf conf, String key) {
    char[] chars = new char[LENGTH];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = LETTERS[random.nextInt(LETTERS.length)];
    }
    try (Secret password = Secret.ofChars(chars)) {
      return conf.with(DatabaseConf.FILE, key, password, cipher);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }
}
