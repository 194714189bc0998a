package org.tandemvault.tools.change;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** A database of a configuration while the tool works; the embedded one is started and stopped. */
public final class OpenDatabase implements AutoCloseable {
  private final Place place;
  private final Secret password;
  private final Optional<BundledPostgres> server;

  private OpenDatabase(Place place, Secret password, Optional<BundledPostgres> server) {
    this.place = place;
    this.password = password;
    this.server = server;
  }

  /** Starts the bundled server if the node has one; {@link #close} stops it. */
  public static OpenDatabase of(VaultConf conf, ConfValueCipher cipher, SecureRandom random) {
    if (conf.database().engine() != DatabaseConf.Engine.EMBEDDED) {
      return open(conf, DatabaseAddress.of(conf.database()), cipher, Optional.empty());
    }
    BundledPostgres server = BundledPostgres.of(conf);
    VaultConf complete = server.start(cipher, random);
    DatabaseAddress address =
        DatabaseAddress.of(complete.database()).withCaFile(BundledPostgres.caFile(complete));
    return open(complete, address, cipher, Optional.of(server));
  }

  /** The database of a node that runs: it is reached, and nothing is started. */
  public static OpenDatabase running(VaultConf conf, ConfValueCipher cipher) {
    DatabaseAddress address = DatabaseAddress.of(conf.database());
    boolean bundled = conf.database().engine() == DatabaseConf.Engine.EMBEDDED;
    return open(
        conf,
        bundled ? address.withCaFile(BundledPostgres.caFile(conf)) : address,
        cipher,
        Optional.empty());
  }

  /** An embedded database of before has passwords that the configuration no longer knows. */
  static void requireNoneBefore(VaultConf fresh) {
    Path folder = fresh.server().folders().data().resolve("postgresql");
    if (Files.exists(folder) && fresh.database().logins().owner().password().isAbsent()) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The folder "
              + folder
              + " holds the embedded database of before. Move it away, then run this again.");
    }
  }

  private static OpenDatabase open(
      VaultConf conf,
      DatabaseAddress address,
      ConfValueCipher cipher,
      Optional<BundledPostgres> server) {
    DatabaseConf.Login owner = conf.database().logins().owner();
    Secret password = owner.password().open(cipher);
    Place place =
        new Place(
            address,
            new DatabaseLogin(owner.user(), password),
            conf.database().logins().app().user());
    return new OpenDatabase(place, password, server);
  }

  public Place place() {
    return place;
  }

  @Override
  public void close() {
    password.close();
    server.ifPresent(BundledPostgres::stop);
  }
}
