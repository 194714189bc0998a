package org.tandemvault.db.backup;

import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;

/** The database that a node's configuration names, which runs, as its owner sees it. */
public record NodePlace(Place place, Secret password) implements AutoCloseable {

  public static NodePlace of(VaultConf conf, ConfValueCipher cipher) {
    DatabaseAddress address = DatabaseAddress.of(conf.database());
    if (conf.database().engine() == DatabaseConf.Engine.EMBEDDED) {
      address = address.withCaFile(BundledPostgres.caFile(conf));
    }
    DatabaseConf.Login owner = conf.database().logins().owner();
    Secret password = owner.password().open(cipher);
    String app = conf.database().logins().app().user();
    return new NodePlace(
        new Place(address, new DatabaseLogin(owner.user(), password), app), password);
  }

  @Override
  public void close() {
    password.close();
  }
}
