package org.tandemvault.core.node;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Rows by key, whose changes are taken back when their transaction is. Thread-safe.
 *
 * @param <K> the key; sorted by the comparator given
 * @param <V> the row, immutable
 */
public final class InMemoryTable<K, V> {

  private final ConcurrentSkipListMap<K, V> rows;

  private InMemoryTable(Comparator<? super K> order) {
    this.rows = new ConcurrentSkipListMap<>(order);
  }

  /** An empty table. */
  public static <K, V> InMemoryTable<K, V> orderedBy(Comparator<? super K> order) {
    return new InMemoryTable<>(order);
  }

  /** An empty table of keys that have an order of their own. */
  public static <K extends Comparable<? super K>, V> InMemoryTable<K, V> create() {
    return new InMemoryTable<>(Comparator.<K>naturalOrder());
  }

  /** The row of that key. */
  public Optional<V> get(ReadSession tx, K key) {
    InMemorySession.reads(tx);
    return Optional.ofNullable(rows.get(key));
  }

  /** All rows, by key. */
  public List<V> all(ReadSession tx) {
    InMemorySession.reads(tx);
    return List.copyOf(rows.values());
  }

  /** The rows behind a key, by key. */
  public Stream<V> after(ReadSession tx, K key) {
    InMemorySession.reads(tx);
    return rows.tailMap(key, false).values().stream();
  }

  /** How many rows there are. */
  public int size(ReadSession tx) {
    InMemorySession.reads(tx);
    return rows.size();
  }

  /** Adds a row; false and nothing changed if there is one. */
  public boolean insert(LocalSession tx, K key, V row) {
    InMemorySession.reads(tx);
    if (rows.putIfAbsent(key, row) != null) {
      return false;
    }
    InMemorySession.changes(tx, () -> rows.remove(key));
    return true;
  }

  /** Adds or replaces a row. */
  public void put(LocalSession tx, K key, V row) {
    InMemorySession.reads(tx);
    V before = rows.put(key, row);
    InMemorySession.changes(tx, () -> restore(key, before));
  }

  /** Removes a row if there is one. */
  public void remove(LocalSession tx, K key) {
    InMemorySession.reads(tx);
    V before = rows.remove(key);
    InMemorySession.changes(tx, () -> restore(key, before));
  }

  private void restore(K key, V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }
}
