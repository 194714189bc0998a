package org.tandemvault.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.tandemvault.core.node.InMemorySession;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** Chains in memory; can be told to fail, and tampered with as a database's owner could. */
public final class InMemoryAuditEvents implements AuditEvents {

  private static final Comparator<Place> BY_PLACE =
      Comparator.comparing((Place p) -> p.node().value())
          .thenComparingLong(Place::seq)
          .thenComparingInt(Place::copy);
  private static final Comparator<AuditEvent> BY_TIME =
      Comparator.comparing(AuditEvent::at)
          .thenComparing(e -> e.node().value())
          .thenComparingLong(AuditEvent::seq);

  private final InMemoryTable<Place, AuditEvent> rows = InMemoryTable.orderedBy(BY_PLACE);
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private final AtomicInteger batches = new AtomicInteger();

  private record Place(NodeId node, long seq, int copy) {}

  /** From now on nothing can be appended. */
  public void failAppends(RuntimeException with) {
    failure = Optional.of(with);
  }

  /** Appending works again. */
  public void heal() {
    failure = Optional.empty();
  }

  /** How many batches were appended. */
  public int batches() {
    return batches.get();
  }

  /** Replaces an event where it stands. */
  public void tamper(LocalSession tx, AuditEvent event) {
    rows.put(tx, new Place(event.node(), event.seq(), 0), event);
  }

  /** Takes an event away. */
  public void cut(LocalSession tx, NodeId node, long seq) {
    rows.remove(tx, new Place(node, seq, 0));
  }

  /** Puts a second event at a place that is taken, as without the unique key. */
  public void duplicate(LocalSession tx, AuditEvent event) {
    rows.put(tx, new Place(event.node(), event.seq(), 1), event);
  }

  @Override
  public void append(LocalSession tx, List<AuditEvent> events) {
    InMemorySession.reads(tx);
    failure.ifPresent(InMemoryAuditEvents::raise);
    for (AuditEvent event : events) {
      if (!rows.insert(tx, new Place(event.node(), event.seq(), 0), event)) {
        throw new ChainForkedException(
            event.node(), event.seq(), new IllegalStateException("duplicate key"));
      }
    }
    batches.incrementAndGet();
  }

  @Override
  public Optional<ChainHead> head(ReadSession tx, NodeId node) {
    return rows.all(tx).stream()
        .filter(e -> e.node().equals(node))
        .max(Comparator.comparingLong(AuditEvent::seq))
        .map(e -> new ChainHead(e.seq(), e.hash()));
  }

  @Override
  public List<AuditEvent> chain(ReadSession tx, NodeId node, long after, int limit) {
    return rows.after(tx, new Place(node, after, Integer.MAX_VALUE))
        .takeWhile(e -> e.node().equals(node))
        .limit(limit)
        .toList();
  }

  @Override
  public List<NodeId> nodes(ReadSession tx) {
    return rows.all(tx).stream().map(AuditEvent::node).distinct().toList();
  }

  @Override
  public Page<AuditEvent> find(ReadSession tx, AuditQuery query, PageRequest page) {
    Comparator<AuditEvent> order = query.oldestFirst() ? BY_TIME : BY_TIME.reversed();
    Predicate<AuditEvent> behind = page.cursor().map(c -> behind(c, order)).orElse(e -> true);
    List<AuditEvent> found =
        rows.all(tx).stream()
            .filter(e -> matches(query, e))
            .filter(behind)
            .sorted(order)
            .limit(page.limit() + 1L)
            .toList();
    if (found.size() <= page.limit()) {
      return new Page<>(found, Optional.empty());
    }
    AuditEvent last = found.get(page.limit() - 1);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.at());
    String next = Cursor.of(Long.toString(micros), last.node().value(), Long.toString(last.seq()));
    return new Page<>(found.subList(0, page.limit()), Optional.of(next));
  }

  private static Predicate<AuditEvent> behind(String cursor, Comparator<AuditEvent> order) {
    List<String> parts = Cursor.read(cursor, 3);
    try {
      Instant at = Instant.EPOCH.plus(Long.parseLong(parts.get(0)), ChronoUnit.MICROS);
      AuditEntry none =
          new AuditEntry("", "", AuditAction.SIGN_IN, Target.NONE, Outcome.OK, "", "");
      AuditEvent last =
          new AuditEvent(new NodeId(parts.get(1)), Long.parseLong(parts.get(2)), at, none, "", "");
      return e -> order.compare(e, last) > 0;
    } catch (IllegalArgumentException e) {
      throw new MalformedException("The cursor is not one of this list; start without one.", e);
    }
  }

  private static boolean matches(AuditQuery query, AuditEvent event) {
    AuditEntry entry = event.entry();
    return query.node().map(event.node()::equals).orElse(true)
        && query.actor().map(a -> isActor(a, entry)).orElse(true)
        && query.action().map(a -> a == entry.action()).orElse(true)
        && query.target().map(t -> isTarget(t, entry.target())).orElse(true)
        && query.from().map(from -> !event.at().isBefore(from)).orElse(true)
        && query.to().map(to -> event.at().isBefore(to)).orElse(true);
  }

  private static boolean isActor(String asked, AuditEntry entry) {
    return asked.equals(entry.actorId())
        || FieldRules.key(asked).equals(FieldRules.key(entry.actor()));
  }

  private static boolean isTarget(String asked, Target target) {
    return asked.equals(target.id())
        || FieldRules.key(target.name()).startsWith(FieldRules.key(asked));
  }

  private static void raise(RuntimeException failure) {
    throw failure;
  }
}
