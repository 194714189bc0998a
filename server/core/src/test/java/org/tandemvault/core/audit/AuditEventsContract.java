package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** What every implementation of {@link AuditEvents} must do. */
public abstract class AuditEventsContract {

  private static final NodeId ONE = new NodeId("one");
  private static final Instant START = Instant.parse("2026-06-01T12:00:00.123456Z");
  private static final AuditEntry SIGN_IN = entry("anna", AuditAction.SIGN_IN, Target.NONE);

  private AuditFixture store;

  /** An empty store whose own node is {@code one}. */
  protected abstract AuditFixture emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void anEmptyStoreHasNoChains() {
    assertThat(store.listed(tx -> store.events().nodes(tx))).isEmpty();
    assertThat(store.found(tx -> store.events().head(tx, ONE))).isEmpty();
    assertThat(chain(0, 10)).isEmpty();
    assertThat(found(AuditQuery.ALL)).isEmpty();
  }

  @Test
  void everythingOfAnEventComesBack() {
    AuditEntry full =
        new AuditEntry(
            "0ABCDEFGHJKMN",
            "Änne \"Q\" \uD83D\uDD11",
            AuditAction.REVEAL,
            new Target("account", "0ABCDEFGHJKMP", "db-1/" + "r".repeat(595)),
            Outcome.REFUSED,
            "ticket 7\nsecond line \\ % _",
            "2001:db8::1");
    AuditEvent event = new AuditEvent(ONE, 1, START, full, hash(0), hash(1));
    append(event);

    assertThat(chain(0, 10)).containsExactly(event);
    assertThat(found(AuditQuery.ALL)).containsExactly(event);
  }

  @Test
  void theLongestEntryFits() {
    String wide = "\uD83D\uDD11";
    AuditEntry longest =
        new AuditEntry(
                "x".repeat(5_000),
                wide.repeat(5_000),
                AuditAction.SIGN_IN_REFUSED,
                new Target("x".repeat(5_000), "x".repeat(5_000), wide.repeat(5_000)),
                Outcome.FAILED,
                wide.repeat(5_000),
                "x".repeat(5_000))
            .storable();
    AuditEvent event = new AuditEvent(ONE, 1, START, longest, hash(0), hash(1));
    append(event);

    assertThat(chain(0, 10)).containsExactly(event);
  }

  @Test
  void headIsTheNewestEvent() {
    append(event(1, SIGN_IN), event(2, SIGN_IN));
    append(event(3, SIGN_IN));

    assertThat(store.found(tx -> store.events().head(tx, ONE))).contains(new ChainHead(3, hash(3)));
    assertThat(store.listed(tx -> store.events().nodes(tx))).containsExactly(ONE);
  }

  @Test
  void chainIsReadInOrderAndInPieces() {
    append(LongStream.rangeClosed(1, 25).mapToObj(n -> event(n, SIGN_IN)).toList());

    assertThat(chain(0, 10)).extracting(AuditEvent::seq).containsExactly(range(1, 10));
    assertThat(chain(20, 10)).extracting(AuditEvent::seq).containsExactly(range(21, 25));
    assertThat(chain(25, 10)).isEmpty();
  }

  @Test
  void aTakenPlaceIsAForkAndNothingIsAdded() {
    append(event(1, SIGN_IN));

    assertThatThrownBy(() -> append(event(2, SIGN_IN), event(1, SIGN_IN)))
        .isInstanceOf(ChainForkedException.class)
        .hasMessageContaining("node.id");
    assertThat(chain(0, 10)).extracting(AuditEvent::seq).containsExactly(1L);
  }

  @Test
  void whatIsRolledBackIsNotThere() {
    assertThatThrownBy(
            () ->
                store.local(
                    tx -> {
                      store.events().append(tx, List.of(event(1, SIGN_IN)));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(chain(0, 10)).isEmpty();
  }

  @Test
  void findsByActorInAnyCaseOrById() {
    append(
        event(1, entry("Anna", AuditAction.SIGN_IN, Target.NONE)),
        event(2, entry("ben", AuditAction.SIGN_IN, Target.NONE)));

    assertThat(found(query(Optional.of("aNNA"), Optional.empty(), Optional.empty())))
        .extracting(AuditEvent::seq)
        .containsExactly(1L);
    assertThat(found(query(Optional.of("id-ben"), Optional.empty(), Optional.empty())))
        .extracting(AuditEvent::seq)
        .containsExactly(2L);
    assertThat(found(query(Optional.of("ann"), Optional.empty(), Optional.empty()))).isEmpty();
  }

  @Test
  void findsByActionAndTarget() {
    Target root = new Target("account", "0ROOT", "Db_1/root");
    Target other = new Target("account", "0OTHER", "DbX1/root");
    append(
        event(1, entry("anna", AuditAction.REVEAL, root)),
        event(2, entry("anna", AuditAction.COPY, root)),
        event(3, entry("anna", AuditAction.REVEAL, other)));

    assertThat(found(query(Optional.empty(), Optional.of(AuditAction.COPY), Optional.empty())))
        .extracting(AuditEvent::seq)
        .containsExactly(2L);
    assertThat(found(query(Optional.empty(), Optional.empty(), Optional.of("db_1"))))
        .extracting(AuditEvent::seq)
        .containsExactly(2L, 1L);
    assertThat(found(query(Optional.empty(), Optional.empty(), Optional.of("0OTHER"))))
        .extracting(AuditEvent::seq)
        .containsExactly(3L);
  }

  @Test
  void findsFromInclusiveToExclusive() {
    append(event(1, SIGN_IN), event(2, SIGN_IN), event(3, SIGN_IN));
    AuditQuery second =
        new AuditQuery(
            Optional.of(ONE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(START.plusSeconds(2)),
            Optional.of(START.plusSeconds(3)),
            true);

    assertThat(found(second)).extracting(AuditEvent::seq).containsExactly(2L);
    assertThat(found(ofNode(new NodeId("two")))).isEmpty();
  }

  @Test
  void pagesNewestFirstAndOldestFirst() {
    append(LongStream.rangeClosed(1, 7).mapToObj(n -> event(n, SIGN_IN)).toList());

    assertThat(allPages(AuditQuery.ALL)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    AuditQuery oldest =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    assertThat(allPages(oldest)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void eventsOfOneMomentAreToldApartWhenPaging() {
    append(
        LongStream.rangeClosed(1, 5)
            .mapToObj(n -> new AuditEvent(ONE, n, START, SIGN_IN, hash(n - 1), hash(n)))
            .toList());

    assertThat(allPages(AuditQuery.ALL)).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    append(event(1, SIGN_IN));

    for (String cursor : List.of("nonsense", Cursor.of("a"), Cursor.of("a", "b", "c"))) {
      PageRequest page = new PageRequest(2, Optional.of(cursor));
      assertThatThrownBy(() -> store.read(tx -> store.events().find(tx, AuditQuery.ALL, page)))
          .isInstanceOf(MalformedException.class);
    }
  }

  private List<Long> allPages(AuditQuery query) {
    List<Long> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageRequest request = new PageRequest(3, cursor);
      Page<AuditEvent> page = store.read(tx -> store.events().find(tx, query, request));
      page.items().forEach(e -> seen.add(e.seq()));
      cursor = page.next();
    } while (cursor.isPresent());
    return seen;
  }

  private List<AuditEvent> found(AuditQuery query) {
    return store.read(tx -> store.events().find(tx, query, PageRequest.first())).items();
  }

  private List<AuditEvent> chain(long after, int limit) {
    return store.read(tx -> store.events().chain(tx, ONE, after, limit));
  }

  private void append(AuditEvent... events) {
    append(List.of(events));
  }

  private void append(List<AuditEvent> events) {
    store.local(tx -> store.events().append(tx, events));
  }

  private static AuditEvent event(long seq, AuditEntry entry) {
    return new AuditEvent(ONE, seq, START.plusSeconds(seq), entry, hash(seq - 1), hash(seq));
  }

  private static AuditEntry entry(String actor, AuditAction action, Target target) {
    return new AuditEntry("id-" + actor, actor, action, target, Outcome.OK, "", "10.0.0.1");
  }

  private static AuditQuery query(
      Optional<String> actor, Optional<AuditAction> action, Optional<String> target) {
    return new AuditQuery(
        Optional.empty(), actor, action, target, Optional.empty(), Optional.empty(), false);
  }

  private static AuditQuery ofNode(NodeId node) {
    return new AuditQuery(
        Optional.of(node),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static String hash(long number) {
    return String.format("%064x", number);
  }

  private static Long[] range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
  }
}
