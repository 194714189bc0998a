package org.tandemvault.tools.keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** A standby takes the new master key: its database has it by replication, its conf files not. */
final class StandbyRekey {
  private final RotateKey parent;
  private final VaultConf conf;

  StandbyRekey(RotateKey parent, VaultConf conf) {
    this.parent = parent;
    this.conf = conf;
  }

  /**
   * @param keys gets every key that was read; the caller closes them
   */
  void run(Optional<Path> newKey, Optional<Path> oldKey, List<MasterKey> keys) {
    Path file =
        newKey
            .map(named -> named.toAbsolutePath().normalize())
            .orElseThrow(
                () ->
                    new ToolException(
                        ToolExit.WRONG_USAGE,
                        "This node is a standby: run rekey on the primary first, copy the new key"
                            + " file here and name it with --new-key FILE."));
    MasterKey next = RotateKey.read(file, conf);
    keys.add(next);
    NodeConfFiles files = new NodeConfFiles(conf);
    List<MasterKey> old = new ArrayList<>();
    oldKey.ifPresent(named -> old.add(RotateKey.read(named, conf)));
    named().ifPresent(old::add);
    old.addAll(files.before());
    keys.addAll(old);
    old.removeIf(key -> key.keyId().equals(next.keyId()));
    List<MasterKey> all = new ArrayList<>(old);
    all.add(next);
    files.requireOpen(all);
    new NodeDesk(conf, all, parent::say).look(gate -> gate.read(tx -> requireFit(tx, next, file)));
    files.switchTo(file, next, old).forEach(parent::say);
    parent.say("This standby works with master key " + next.keyId() + " from now on.");
    parent.say("If it runs, it takes the key within seconds, without a restart; see its HA page.");
  }

  private Optional<MasterKey> named() {
    try {
      return Optional.of(RotateKey.read(conf.manageKey().keyFile(), conf));
    } catch (MasterKeyException gone) {
      return Optional.empty();
    }
  }

  private static boolean requireFit(ReadSession tx, MasterKey next, Path file) {
    if (KeyChanges.fits(tx, next)) {
      return true;
    }
    throw new ToolException(
        ToolExit.VERIFICATION_FAILED,
        "Key file "
            + file
            + " (key "
            + next.keyId()
            + ") does not fit this standby's database, which needs key "
            + KeyChanges.masterKeyId(tx)
            + ". If the primary was rekeyed just now, wait until replication is Alive and run this"
            + " again. Nothing was changed.");
  }
}
