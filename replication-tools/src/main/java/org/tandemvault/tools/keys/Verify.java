package org.tandemvault.tools.keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a key file fits the node's database. */
@Command(
    name = "verify",
    description = "Proves that a key file fits the node's database.",
    mixinStandardHelpOptions = true)
final class Verify implements Callable<Integer> {
  private final RotateKey parent;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The key file (default: the one in conf/manage_key.conf).")
  private Optional<Path> file = Optional.empty();

  Verify(RotateKey parent) {
    this.parent = parent;
  }

  @Override
  public Integer call() {
    VaultConf conf = parent.load();
    Path path = file.orElse(conf.manageKey().keyFile()).toAbsolutePath().normalize();
    List<MasterKey> keys = new ArrayList<>();
    try {
      keys.add(RotateKey.read(path, conf));
      named(conf).ifPresent(keys::add);
      MasterKey tried = keys.getFirst();
      String found = new NodeDesk(conf, keys, parent::say).look(gate -> proof(gate, tried, path));
      parent.say(found);
      return ToolExit.DONE.code();
    } finally {
      keys.forEach(MasterKey::close);
    }
  }

  /** The node's own key, which opens the password of its database; it may be lost. */
  private static Optional<MasterKey> named(VaultConf conf) {
    try {
      return Optional.of(RotateKey.read(conf.manageKey().keyFile(), conf));
    } catch (MasterKeyException lost) {
      return Optional.empty();
    }
  }

  private static String proof(Transactions gate, MasterKey tried, Path path) {
    boolean fits = gate.read(tx -> KeyChanges.fits(tx, tried));
    if (!fits) {
      throw new ToolException(
          ToolExit.VERIFICATION_FAILED,
          "Key file "
              + path
              + " (key "
              + tried.keyId()
              + ") does not fit this database, which needs key "
              + gate.read(KeyChanges::masterKeyId)
              + ".");
    }
    try {
      Keyring keyring = new JdbiKeyring(gate).open(tried);
      return "Key file "
          + path
          + " (key "
          + tried.keyId()
          + ") fits this database and opens its keyring: data keys "
          + keyring.keyIds()
          + ", active "
          + keyring.activeKeyId()
          + ".";
    } catch (WrongMasterKeyException damaged) {
      throw new ToolException(ToolExit.VERIFICATION_FAILED, told(damaged), damaged);
    }
  }

  private static String told(CryptoException damaged) {
    return "The check value fits, but the keyring is damaged: "
        + damaged.getMessage()
        + " Restore the database from a backup.";
  }
}
