package org.tandemvault.tools.keys;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;

/** A new data key, and all values sealed anew. */
@Command(
    name = "rotate",
    description = "Makes a new data key and seals all values anew, while people work.",
    mixinStandardHelpOptions = true)
final class Rotate implements Callable<Integer> {
  private final RotateKey parent;

  Rotate(RotateKey parent) {
    this.parent = parent;
  }

  @Override
  public Integer call() {
    VaultConf conf = parent.load();
    RotateKey.requirePrimary(conf, "rotate");
    try (MasterKey master = RotateKey.read(conf.manageKey().keyFile(), conf)) {
      NodeDesk desk = new NodeDesk(conf, List.of(master), parent::say);
      KeyAnswer end = desk.carryOut(order(desk));
      desk.orders().remove();
      Orders.requireDone(end);
      parent.say(end.told());
      parent.say("Older data keys stay in the keyring: backups made before need them.");
      return ToolExit.DONE.code();
    }
  }

  /** That which was begun, or a new one. */
  private KeyOrder order(NodeDesk desk) {
    Optional<KeyOrder> begun =
        desk.orders().order().filter(order -> order.kind() != KeyOrder.Kind.SHARES);
    if (begun.isPresent()) {
      Orders.requireKind(begun.get(), KeyOrder.Kind.ROTATE);
      parent.say("Going on with the rotation that was begun at " + begun.get().at() + ".");
      return begun.get();
    }
    int active = desk.look(gate -> gate.read(KeyChanges::activeKeyId));
    return Orders.make(KeyOrder.Kind.ROTATE, Integer.toString(active), "", "");
  }
}
