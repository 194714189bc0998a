package org.tandemvault.tools.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.ReservedSealBudget;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyHolder;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.keys.KeyWork;
import org.tandemvault.db.keys.Resealing;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.db.schema.NodeLock;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** Carries an order out in the place of a stopped node: its lock, its chain, its database. */
final class OwnHands {
  private static final int CONNECTIONS = 3;

  private final VaultConf conf;
  private final Place place;
  private final Node node;
  private final SecureRandom random = new SecureRandom();

  OwnHands(VaultConf conf, Place place, Node node) {
    this.conf = conf;
    this.place = place;
    this.node = node;
  }

  /**
   * @param keys one of which is the database's
   */
  KeyAnswer perform(KeyOrder order, List<MasterKey> keys, Consumer<KeyAnswer> told) {
    try (NodeLock alone = NodeLock.take(place.address(), place.owner(), node.id());
        VaultDatabase work = open(CONNECTIONS);
        VaultDatabase counters = open(1)) {
      Transactions transactions = new JdbiTransactions(work, node);
      JdbiKeyring stored = new JdbiKeyring(new JdbiTransactions(counters, node));
      MasterKey master = fitting(transactions, keys);
      Keyring keyring = stored.open(master);
      var cipher = new SecretCipher(keyring, new ReservedSealBudget(stored, worn -> {}), random);
      var chain =
          new AuditChain(
              node.id(), new JdbiAuditEvents(), keyring.authenticator(Purpose.AUDIT_CHAIN));
      try (var trail =
              new ChainedAuditTrail(chain, transactions, AuditExport.NONE, Clock.systemUTC());
          Held held = new Held(master, cipher)) {
        Function<Path, MasterKey> files = file -> RotateKey.read(file, conf);
        var database =
            new KeyWork.Database(transactions, trail, new Resealing(transactions, cipher));
        KeyAnswer end =
            new KeyWork(database, new KeyChanges(random), held, files)
                .perform(order, told, () -> true);
        alone.renew();
        return end;
      }
    }
  }

  private VaultDatabase open(int connections) {
    return VaultDatabase.openToPrepare(place.address(), place.owner(), connections);
  }

  private MasterKey fitting(Transactions transactions, List<MasterKey> keys) {
    return transactions.read(
        tx ->
            keys.stream()
                .filter(key -> KeyChanges.fits(tx, key))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ToolException(
                            ToolExit.VERIFICATION_FAILED,
                            "Database "
                                + place.address()
                                + " needs master key "
                                + KeyChanges.masterKeyId(tx)
                                + ", not "
                                + keys.getFirst().keyId()
                                + ". Name its file in conf/manage_key.conf. Nothing was"
                                + " changed.")));
  }

  /** The keys of this process; the first one is the caller's. */
  private static final class Held implements KeyHolder, AutoCloseable {
    private final MasterKey first;
    private final SecretCipher cipher;
    private MasterKey master;

    Held(MasterKey first, SecretCipher cipher) {
      this.first = first;
      this.master = first;
      this.cipher = cipher;
    }

    @Override
    public MasterKey master() {
      return master;
    }

    @Override
    public void use(Keyring keyring) {
      cipher.use(keyring);
    }

    @Override
    public void adopt(MasterKey next) {
      close();
      master = next;
    }

    @Override
    public void close() {
      if (master != first) {
        master.close();
      }
    }
  }
}
