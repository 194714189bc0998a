package org.tandemvault.boot;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.SealedFiles;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.keys.KeyHolder;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.schema.NodeDatabaseException;

/**
 * Compares this node's keys with what the database has now: a data key that another node made is
 * used from then on, and after a rekey elsewhere the new master key is taken as soon as its file is
 * there (ADR 0122). Thread-safe.
 */
final class KeyWatch implements KeyHolder {

  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

  private final VaultConf conf;
  private final KeyRounds.Parts parts;
  private final NewestKeyring newest;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile String demand = "";
  private String lastTold = "";

  KeyWatch(VaultConf conf, KeyRounds.Parts parts) {
    this.conf = conf;
    this.parts = parts;
    this.newest = parts.newest();
  }

  /** What this node needs, in words for people; empty while it has its key. */
  String demand() {
    return demand;
  }

  @Override
  public MasterKey master() {
    return newest.master();
  }

  @Override
  public void use(Keyring keyring) {
    newest.opened(keyring);
    parts.keys().cipher().use(keyring);
  }

  @Override
  public void adopt(MasterKey next) {
    newest.adopt(next);
    parts.keys().cipher().use(newest.opened());
    demand = "";
    LOG.info("Works with master key {} from now on", next.keyId());
  }

  /** Runs a change of the master key while nobody looks. */
  <T> T alone(Supplier<T> change, KeyOrder order) {
    if (order.kind() != KeyOrder.Kind.REKEY) {
      return change.get();
    }
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
    }
  }

  /** Looks once. */
  void look() {
    changing.lock();
    try {
      String wanted = newest.wantedKeyId();
      if (wanted.equals(master().keyId())) {
        demand = "";
        useNewest();
      } else {
        take(wanted);
      }
    } catch (VaultException | NodeDatabaseException unreachable) { // or rows are copied just now
      LOG.debug("The keys can't be compared now: {}", unreachable.getMessage());
    } catch (RuntimeException e) { // the next look must come
      tell("Comparing the keys failed: " + e);
    } finally {
      changing.unlock();
    }
  }

  private void useNewest() {
    Keyring now = newest.get();
    if (now.activeKeyId() > parts.keys().cipher().activeKeyId()) {
      LOG.info("Data key {} seals from now on", now.activeKeyId());
      parts.keys().cipher().use(now);
    }
  }

  private void take(String wanted) {
    Path file = Path.of("");
    try {
      ManageKeyConf named = VaultConf.load(conf.folder()).manageKey();
      file = named.keyFile();
      MasterKey next = MasterKeyFile.read(file, conf.home(), named.allowInsideInstallation());
      if (next.keyId().equals(wanted)) {
        takeOver(next, file);
      } else {
        next.close();
        ask(wanted, "the file that conf/manage_key.conf names holds key " + next.keyId());
      }
    } catch (MasterKeyException | ConfException e) {
      ask(wanted, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      ask(wanted, "the conf files can't be read");
    }
  }

  private void takeOver(MasterKey next, Path file) {
    MasterKey old = master();
    adopt(next);
    lastTold = "";
    sealConf(old, next);
    try {
      parts.trail().recordDurably(taken(old, next, file));
    } catch (VaultException e) {
      LOG.warn("Taking master key {} is not on record: {}", next.keyId(), e.getMessage());
    }
  }

  private void sealConf(MasterKey old, MasterKey next) {
    try {
      int values =
          new SealedFiles(conf.folder())
              .sealAnew(
                  new ConfValueCipher(old, parts.keys().random()),
                  new ConfValueCipher(next, parts.keys().random()));
      LOG.info("Sealed {} values of the conf files anew", values);
    } catch (CryptoException | UncheckedIOException | ConfException e) {
      LOG.error(
          "Not all values of the conf files are sealed under master key {}: {} Run"
              + " bin/RotateKey.sh rekey --new-key with its file before this node is stopped",
          next.keyId(),
          e.getMessage());
    }
  }

  private static AuditEntry taken(MasterKey old, MasterKey next, Path file) {
    return new AuditEntry(
        "",
        "system",
        AuditAction.KEY_REKEY,
        new Target("keyring", "", ""),
        Outcome.OK,
        "This node took master key "
            + next.keyId()
            + " instead of "
            + old.keyId()
            + " from "
            + file
            + ", which conf/manage_key.conf names",
        "");
  }

  private void ask(String wanted, String why) {
    demand =
        "This node needs the new master key file (key "
            + wanted
            + "): copy it from the primary to a place outside the installation and run"
            + " bin/RotateKey.sh rekey --new-key FILE here. Until then it reads what was sealed"
            + " before, and it would not start again.";
    tell(demand + " Now " + why);
  }

  private void tell(String what) {
    if (!what.equals(lastTold)) {
      lastTold = what;
      LOG.error(what);
    }
  }
}
