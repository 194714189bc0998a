package org.tandemvault.db.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditEvents;
import org.tandemvault.core.audit.AuditQuery;
import org.tandemvault.core.audit.ChainForkedException;
import org.tandemvault.core.audit.ChainHead;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link AuditEvents} in the database. Thread-safe. */
public final class JdbiAuditEvents implements AuditEvents {

  /** Of the length of a signature, and none. */
  private static final String NO_HASH = "0".repeat(64);

  @Override
  public void append(LocalSession tx, List<AuditEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var session = JdbiSession.of(tx);
    var batch = session.batch("audit/event_insert");
    events.forEach(event -> bind(batch, event).add());
    try {
      batch.execute();
    } catch (JdbiException e) {
      if (session.duplicateOf(e).equals("pk_audit_event")) {
        AuditEvent first = events.getFirst();
        throw new ChainForkedException(first.node(), first.seq(), e);
      }
      throw e;
    }
  }

  @Override
  public Optional<ChainHead> head(ReadSession tx, NodeId node) {
    return JdbiSession.of(tx)
        .query("audit/head")
        .bind("nodeId", node.value())
        .map((row, context) -> new ChainHead(row.getLong("seq"), hex(row, "hash")))
        .findOne();
  }

  @Override
  public List<AuditEvent> chain(ReadSession tx, NodeId node, long after, int limit) {
    var session = JdbiSession.of(tx);
    return session
        .query("audit/chain")
        .bind("nodeId", node.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> unlessBelied(event(session.platform(), row), row))
        .list();
  }

  @Override
  public List<NodeId> nodes(ReadSession tx) {
    var session = JdbiSession.of(tx);
    var nodes = new ArrayList<NodeId>();
    Optional<NodeId> next = nodeAfter(session, "");
    while (next.isPresent()) {
      nodes.add(next.get());
      next = nodeAfter(session, next.get().value());
    }
    return nodes;
  }

  private static Optional<NodeId> nodeAfter(JdbiSession session, String after) {
    return session
        .query("audit/next_node")
        .bind("after", after)
        .mapTo(String.class)
        .findOne()
        .map(NodeId::new);
  }

  @Override
  public Page<AuditEvent> find(ReadSession tx, AuditQuery query, PageRequest page) {
    var session = JdbiSession.of(tx);
    List<AuditEvent> rows =
        new AuditSearch(session, query)
            .from(page)
            .bind("limit", page.limit() + 1)
            .map((row, context) -> event(session.platform(), row))
            .list();
    return Keyset.page(rows, page.limit(), AuditSearch::cursor);
  }

  private static PreparedBatch bind(PreparedBatch batch, AuditEvent event) {
    AuditEntry entry = event.entry();
    return batch
        .bind("nodeId", event.node().value())
        .bind("seq", event.seq())
        .bind("at", event.at())
        .bind("actorId", entry.actorId())
        .bind("actor", entry.actor())
        .bind("actorKey", AuditSearch.actorKey(entry.actor()))
        .bind("action", entry.action().name())
        .bind("targetType", entry.target().type())
        .bind("targetId", entry.target().id())
        .bind("targetName", entry.target().name())
        .bind("targetKey", FieldRules.key(entry.target().name()))
        .bind("outcome", entry.outcome().name())
        .bind("reason", entry.reason())
        .bind("client", entry.client())
        .bind("prevHash", HexFormat.of().parseHex(event.prevHash()))
        .bind("hash", HexFormat.of().parseHex(event.hash()));
  }

  private static AuditEvent event(Platform platform, ResultSet row) throws SQLException {
    Instant at = platform.instant(row, "happened_at");
    var target =
        new Target(
            row.getString("target_type"), row.getString("target_id"), row.getString("target_name"));
    var entry =
        new AuditEntry(
            row.getString("actor_id"),
            row.getString("actor"),
            AuditAction.valueOf(row.getString("action")),
            target,
            Outcome.valueOf(row.getString("outcome")),
            row.getString("reason"),
            row.getString("client"));
    return new AuditEvent(
        new NodeId(row.getString("node_id")),
        row.getLong("seq"),
        at,
        entry,
        hex(row, "prev_hash"),
        hex(row, "hash"));
  }

  /**
   * Searches go by columns that are made of the actor and the target's name and that no signature
   * covers. Where they say something else, somebody hid the event from searches: its signature
   * counts for nothing then, so that verifying the chain tells.
   */
  private static AuditEvent unlessBelied(AuditEvent event, ResultSet row) throws SQLException {
    AuditEntry entry = event.entry();
    boolean belied =
        !AuditSearch.actorKey(entry.actor()).equals(row.getString("actor_key"))
            || !FieldRules.key(entry.target().name()).equals(row.getString("target_key"));
    return belied
        ? new AuditEvent(event.node(), event.seq(), event.at(), entry, event.prevHash(), NO_HASH)
        : event;
  }

  private static String hex(ResultSet row, String column) throws SQLException {
    return HexFormat.of().formatHex(row.getBytes(column));
  }
}
