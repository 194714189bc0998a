package org.tandemvault.launcher;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.conf.pack.UnpackedPack;

/**
 * A standby's configuration after the HA pack of its primary was taken into it.
 *
 * @param taken one line for each setting that came from the pack at this start
 */
record HandedPack(VaultConf conf, List<String> taken) {
  private static final Logger LOG = LoggerFactory.getLogger(HandedPack.class);

  /**
   * Takes the pack, if one was unpacked here since the last start.
   *
   * @throws org.tandemvault.conf.pack.PackException if this node must not run with it
   */
  static HandedPack take(VaultConf conf) {
    Optional<UnpackedPack> pack = UnpackedPack.of(conf);
    if (pack.isEmpty()) {
      return new HandedPack(conf, List.of());
    }
    List<String> taken = pack.get().take();
    return new HandedPack(taken.isEmpty() ? conf : VaultConf.load(conf.folder()), taken);
  }

  /** Says in the log what was taken and what does not fit. */
  void tell(String keyId) {
    taken.forEach(line -> LOG.info("{}", line));
    UnpackedPack.of(conf)
        .ifPresent(pack -> pack.misfits(keyId).forEach(line -> LOG.warn("{}", line)));
  }
}
