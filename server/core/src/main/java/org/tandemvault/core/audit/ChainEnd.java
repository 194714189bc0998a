package org.tandemvault.core.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.shared.UnavailableException;

/**
 * The end of this node's chain as this process knows it. Not thread-safe: only who holds the {@link
 * ChainLock} may touch it.
 *
 * <p>Life cycle: <em>unsure</em> at the start and whenever a commit's outcome is unknown: the next
 * append reads the head from the database first. What it finds there must be the last confirmed
 * head or one of those whose outcome was unknown; anything else was written by another process, and
 * the chain counts as <em>forked</em>: nothing is appended any more until the process starts anew.
 */
final class ChainEnd {

  private final AuditChain chain;
  private final ChainHasher hasher;
  private final Clock clock;

  private Optional<ChainHead> confirmed = Optional.empty();
  private final List<ChainHead> uncertain = new ArrayList<>();
  private ChainHead appended = ChainHead.EMPTY;
  private boolean sure;
  private Optional<ChainForkedException> fork = Optional.empty();

  ChainEnd(AuditChain chain, Clock clock) {
    this.chain = chain;
    this.hasher = new ChainHasher(chain.authenticator());
    this.clock = clock;
  }

  /** Links and inserts the entries, which must be storable; {@link #ended} must follow. */
  List<AuditEvent> append(LocalSession tx, List<AuditEntry> entries) {
    if (fork.isPresent()) {
      throw UnavailableException.audit(fork.get());
    }
    ChainHead end = sure ? confirmed.orElse(ChainHead.EMPTY) : readHead(tx);
    List<AuditEvent> events = new ArrayList<>(entries.size());
    for (AuditEntry entry : entries) {
      AuditEvent event = hasher.link(chain.node(), end, clock.instant(), entry);
      events.add(event);
      end = new ChainHead(event.seq(), event.hash());
    }
    insert(tx, events);
    appended = end;
    return events;
  }

  /** Takes note of how the transaction of the last {@link #append} ended. */
  void ended(Ending ending) {
    switch (ending) {
      case COMMITTED -> {
        confirmed = Optional.of(appended);
        uncertain.clear();
        sure = true;
      }
      case UNKNOWN -> {
        uncertain.add(appended);
        sure = false;
      }
      case ROLLED_BACK -> {
        // the confirmed head is still the head
      }
    }
  }

  /** Somebody's append may have ended in any way. */
  void lostTrack() {
    uncertain.add(appended);
    sure = false;
  }

  private ChainHead readHead(LocalSession tx) {
    ChainHead stored = chain.events().head(tx, chain.node()).orElse(ChainHead.EMPTY);
    boolean own = confirmed.map(stored::equals).orElse(true) || uncertain.contains(stored);
    if (!own) {
      throw forked(
          new ChainForkedException(
              chain.node(), stored.seq(), new IllegalStateException("foreign head of chain")));
    }
    confirmed = Optional.of(stored);
    sure = true;
    return stored;
  }

  private void insert(LocalSession tx, List<AuditEvent> events) {
    try {
      chain.events().append(tx, events);
    } catch (ChainForkedException taken) {
      if (uncertain.isEmpty()) {
        throw forked(taken);
      }
      // A commit of our own may have come through late: the next append looks.
      sure = false;
      throw UnavailableException.audit(taken);
    }
  }

  private UnavailableException forked(ChainForkedException seen) {
    fork = Optional.of(seen);
    return UnavailableException.audit(seen);
  }
}
