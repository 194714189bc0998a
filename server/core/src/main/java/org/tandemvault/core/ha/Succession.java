package org.tandemvault.core.ha;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.EpochStore;
import org.tandemvault.core.node.EpochStore.Epochs;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteFence.Successor;
import org.tandemvault.core.shared.VaultException;

/**
 * Knows of which epoch this node's data are, and shuts its fence when a peer that proved its key is
 * of a newer one; docs/adr/0150. Thread-safe.
 */
public final class Succession {

  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  private final Node node;
  private final Transactions transactions;
  private final EpochStore store;
  private volatile Epochs known = new Epochs(0, 0);

  public Succession(Node node, Transactions transactions, EpochStore store) {
    this.node = node;
    this.transactions = transactions;
    this.store = store;
  }

  /**
   * Reads what the database knows: a promotion that was seen before, or by another primary that
   * shares it.
   */
  public void load() {
    known = transactions.read(store::load);
    if (node.role() == NodeRole.PRIMARY && known.isSuperseded()) {
      shut(new Successor(known.newest(), ""));
    }
  }

  /** Of this node's data. */
  long epoch() {
    return known.own();
  }

  /** A peer that proved its key answered so. */
  void seen(Peer peer, PeerAnswer answer) {
    long epoch = answer.view().epoch();
    if (node.role() != NodeRole.PRIMARY || epoch <= known.own()) {
      return;
    }
    if (node.acceptsWrites()) {
      remember(epoch);
    }
    shut(new Successor(epoch, answer.role() == NodeRole.PRIMARY ? peer.url() : ""));
  }

  /** For a restart with the link cut; a database that is away keeps nobody from shutting. */
  private void remember(long epoch) {
    try {
      transactions.write(
          tx -> {
            store.supersede(tx, epoch);
            return epoch;
          });
    } catch (VaultException e) {
      LOG.error("The promotion of another node could not be stored: {}", e.getMessage());
    }
  }

  private void shut(Successor by) {
    if (node.acceptsWrites()) {
      LOG.error(
          "Another node was promoted (epoch {}, this node is of {}): node {} takes no more changes."
              + " Run bin/promote.sh rejoin on it, which makes it a standby of the new primary.",
          by.epoch(),
          known.own(),
          node.id());
    }
    node.fence().shut(by);
  }
}
