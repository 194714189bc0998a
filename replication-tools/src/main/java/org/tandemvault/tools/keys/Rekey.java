package org.tandemvault.tools.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.crypto.MasterKeyException.Problem;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.keys.KeyOrders;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A new master key: its file, the database, the conf files, in this order (ADR 0122). */
@Command(
    name = "rekey",
    description =
        "Primary: puts the keyring under a new master key. Standby: takes the file of the new key.",
    mixinStandardHelpOptions = true)
final class Rekey implements Callable<Integer> {
  private final RotateKey parent;

  @Option(
      names = "--new-key",
      paramLabel = "FILE",
      description =
          "The new key's file; made if it is not there (default: a new file beside the old one).")
  private Optional<Path> newKey = Optional.empty();

  @Option(
      names = "--old-key",
      paramLabel = "FILE",
      description = "The key that conf files were sealed with, if manage_key.conf names another.")
  private Optional<Path> oldKey = Optional.empty();

  Rekey(RotateKey parent) {
    this.parent = parent;
  }

  @Override
  public Integer call() {
    VaultConf conf = parent.load();
    List<MasterKey> keys = new ArrayList<>();
    try {
      if (RotateKey.isStandby(conf)) {
        new StandbyRekey(parent, conf).run(newKey, oldKey, keys);
      } else {
        primary(conf, keys);
      }
      return ToolExit.DONE.code();
    } finally {
      keys.forEach(MasterKey::close);
    }
  }

  private void primary(VaultConf conf, List<MasterKey> keys) {
    MasterKey old = RotateKey.read(oldKey.orElse(conf.manageKey().keyFile()), conf);
    keys.add(old);
    KeyOrders orders = new KeyOrders(conf.server().folders().data());
    NodeConfFiles files = new NodeConfFiles(conf);
    Optional<KeyOrder> begun = orders.order().filter(o -> o.kind() != KeyOrder.Kind.SHARES);
    begun.ifPresent(order -> requireSame(order));
    if (begun.isEmpty()) {
      files.requireOpen(keys);
    }
    KeyOrder order = withFile(begun.orElseGet(() -> fresh(conf, old)), conf, orders);
    MasterKey next = RotateKey.read(order.keyFile(), conf);
    keys.add(next);
    if (begun.isPresent()) {
      keys.addAll(files.before());
      files.requireOpen(keys);
    }
    KeyAnswer end = new NodeDesk(conf, keys, parent::say).carryOut(order);
    if (end.state() != KeyAnswer.State.DONE) {
      orders.remove();
      parent.say("Nothing was changed. To try again: rekey --new-key " + order.file());
      Orders.requireDone(end);
    }
    parent.say(end.told());
    files.switchTo(order.keyFile(), next, without(keys, next)).forEach(parent::say);
    orders.remove();
    guide(order, conf.manageKey().keyFile());
  }

  private static List<MasterKey> without(List<MasterKey> keys, MasterKey next) {
    return keys.stream().filter(key -> !key.keyId().equals(next.keyId())).toList();
  }

  private void requireSame(KeyOrder begun) {
    Orders.requireKind(begun, KeyOrder.Kind.REKEY);
    newKey
        .map(file -> file.toAbsolutePath().normalize())
        .filter(file -> !file.equals(begun.keyFile()))
        .ifPresent(
            other -> {
              throw new ToolException(
                  ToolExit.REFUSED,
                  "A rekey to "
                      + begun.file()
                      + " was begun at "
                      + begun.at()
                      + ". Run it to its end first, without --new-key.");
            });
    parent.say("Going on with the rekey that was begun at " + begun.at() + ".");
  }

  private KeyOrder fresh(VaultConf conf, MasterKey old) {
    Path current = conf.manageKey().keyFile();
    Path file = newKey.orElseGet(() -> beside(current)).toAbsolutePath().normalize();
    if (Files.exists(file)) {
      try (MasterKey given = RotateKey.read(file, conf)) {
        if (given.keyId().equals(old.keyId())) {
          throw new ToolException(
              ToolExit.WRONG_USAGE,
              "The file " + file + " holds the key that is in use. Name another, or none.");
        }
      }
    } else {
      RotateKey.requirePlace(file, conf);
    }
    return Orders.make(KeyOrder.Kind.REKEY, old.keyId(), "", file.toString());
  }

  private static Path beside(Path current) {
    String name = String.valueOf(current.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("-\\d{8}-\\d{6}$", "");
    String end = dot > 0 ? name.substring(dot) : ".key";
    return current.resolveSibling(stem + "-" + NodeConfFiles.stamp() + end);
  }

  /** The order with the key that its file holds; the file is made if it is not there. */
  private KeyOrder withFile(KeyOrder order, VaultConf conf, KeyOrders orders) {
    if (!order.take().isEmpty()) {
      return order;
    }
    orders.write(order); // so that a broken run finds its file again
    Path file = order.keyFile();
    try (MasterKey made = existing(file, conf).orElseGet(() -> make(file, conf))) {
      KeyOrder complete = order.taking(made.keyId());
      orders.write(complete);
      return complete;
    } catch (MasterKeyException unusable) {
      orders.remove();
      throw unusable;
    }
  }

  /** Empty too for the beginning of a file that a broken run left: no key was ever used from it. */
  private static Optional<MasterKey> existing(Path file, VaultConf conf) {
    try {
      return Files.exists(file) ? Optional.of(RotateKey.read(file, conf)) : Optional.empty();
    } catch (MasterKeyException broken) {
      if (broken.problem() != Problem.MALFORMED) {
        throw broken;
      }
      try {
        Files.delete(file);
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private MasterKey make(Path file, VaultConf conf) {
    MasterKey made = MasterKeyFile.create(file, RotateKey.random());
    try {
      Path like = conf.manageKey().keyFile();
      KeyOrders.giveToOwner(file, Files.exists(like) ? like : conf.server().folders().data());
    } catch (IOException e) {
      parent.say("The file " + file + " could not be given to the owner of the old one: " + e);
    }
    parent.say("Made the master key " + made.keyId() + " in " + file + ".");
    return made;
  }

  private void guide(KeyOrder order, Path before) {
    parent.say("Master key " + order.take() + " is in use instead of " + order.leave() + ".");
    parent.say("Next:");
    parent.say("  Here: nothing. A running node has the new key already and reads it at its next");
    parent.say("    start. Keep a copy of " + order.file() + " in a safe.");
    parent.say("  On each standby (it reads on meanwhile, but would not start again): copy that");
    parent.say("    file there, outside the installation, owner-only, and run");
    parent.say("    bin/RotateKey.sh rekey --new-key FILE");
    parent.say("  Print new recovery shares: bin/RotateKey.sh shares --count N --needed K");
    parent.say("  Keep " + before + " as long as backups made before today are kept.");
    parent.say("  If others may know the old key: bin/RotateKey.sh rotate as well.");
  }
}
