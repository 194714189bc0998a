package org.tandemvault.tools.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.ConfValueException;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.keys.KeyAnswer;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.keys.KeyOrders;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.change.OpenDatabase;
import org.tandemvault.tools.change.StoppedNode;

/**
 * Has orders carried out by a node: by its server if that runs, else by this process, which then
 * keeps the server from starting (ADR 0120).
 */
final class NodeDesk {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

  private final VaultConf conf;
  private final List<MasterKey> keys;
  private final KeyOrders orders;
  private final Consumer<String> say;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys that may open the node's database and conf files; the caller closes them
   * @param say hears of the progress
   */
  NodeDesk(VaultConf conf, List<MasterKey> keys, Consumer<String> say) {
    this.conf = conf;
    this.keys = List.copyOf(keys);
    this.orders = new KeyOrders(conf.server().folders().data());
    this.say = say;
  }

  /** The orders in the node's data folder. */
  KeyOrders orders() {
    return orders;
  }

  /** Runs queries on the node's database; a stopped bundled server is started for it. */
  <T> T look(Function<Transactions, T> work) {
    Optional<StoppedNode> stopped = StoppedNode.tryHold(conf);
    if (stopped.isEmpty()) {
      try (OpenDatabase database = OpenDatabase.running(conf, cipher())) {
        return look(database.place(), work);
      }
    }
    try (StoppedNode held = stopped.get();
        OpenDatabase database = OpenDatabase.of(conf, cipher(), random)) {
      return look(database.place(), work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T look(Place place, Function<Transactions, T> work) {
    place.reach();
    try (VaultDatabase database = VaultDatabase.openToPrepare(place.address(), place.owner(), 1)) {
      return work.apply(new JdbiTransactions(database, node()));
    }
  }

  /** Waits for the end of an order, whoever comes to it. */
  KeyAnswer carryOut(KeyOrder order) {
    orders.write(order);
    long end = System.nanoTime() + FIRST_ANSWER.toNanos();
    String told = "";
    while (true) {
      Optional<KeyAnswer> answer = orders.answer(order);
      if (answer.filter(KeyAnswer::isFinal).isPresent()) {
        return answer.get();
      }
      String now = answer.map(KeyAnswer::told).orElse("");
      if (!now.equals(told)) {
        say.accept(now);
        told = now;
      }
      Optional<StoppedNode> stopped = StoppedNode.tryHold(conf);
      if (stopped.isPresent()) {
        return carryOutHere(order, stopped.get());
      }
      if (told.isEmpty() && System.nanoTime() - end > 0) {
        throw new ToolException(
            ToolExit.UNREACHABLE,
            "The node runs, but has not begun within "
                + FIRST_ANSWER.toSeconds()
                + " s: look into its log. The order stays; run this again to see its end.");
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private KeyAnswer carryOutHere(KeyOrder order, StoppedNode stopped) {
    try (StoppedNode held = stopped;
        OpenDatabase database = OpenDatabase.of(conf, cipher(), random)) {
      database.place().reach();
      KeyAnswer end =
          new OwnHands(conf, database.place(), node())
              .perform(order, keys, answer -> say.accept(answer.told()));
      orders.write(end);
      return end;
    } catch (ToolException refused) {
      orders.remove(); // nothing was changed
      throw refused;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Node node() {
    NodeRole role = RotateKey.isStandby(conf) ? NodeRole.STANDBY : NodeRole.PRIMARY;
    return new Node(new NodeId(conf.node().id()), role, "");
  }

  /** That which opens the password of the database. */
  private ConfValueCipher cipher() {
    var password = conf.database().logins().owner().password();
    for (MasterKey key : keys) {
      ConfValueCipher cipher = new ConfValueCipher(key, random);
      try (Secret opened = password.open(cipher)) {
        if (opened.length() >= 0) {
          return cipher;
        }
      } catch (ConfValueException another) {
        continue;
      }
    }
    throw new ToolException(
        ToolExit.VERIFICATION_FAILED,
        "The password of the database in conf/database.conf does not open with key "
            + String.join(" or ", keys.stream().map(MasterKey::keyId).toList())
            + ": the key file is not this node's.");
  }
}
