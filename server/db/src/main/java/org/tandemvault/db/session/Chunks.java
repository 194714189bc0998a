package org.tandemvault.db.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts long lists for {@code in (...)}. Each piece is filled up to a power of two with its last
 * value, so that the engines see few different statements.
 */
public final class Chunks {
  private static final int LARGEST = 512;

  private Chunks() {}

  /** Runs a query for each piece and puts the answers together; no query for no values. */
  public static <V, T> List<T> each(Collection<V> values, Function<List<V>, List<T>> query) {
    var distinct = values.stream().distinct().toList();
    var found = new ArrayList<T>();
    for (int from = 0; from < distinct.size(); from += LARGEST) {
      int to = Math.min(distinct.size(), from + LARGEST);
      found.addAll(query.apply(padded(distinct.subList(from, to))));
    }
    return found;
  }

  private static <V> List<V> padded(List<V> piece) {
    int size = Integer.highestOneBit(piece.size() * 2 - 1);
    var padded = new ArrayList<V>(piece);
    while (padded.size() < size) {
      padded.add(piece.getLast());
    }
    return padded;
  }
}
