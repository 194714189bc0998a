package org.tandemvault.core.node;

/** The epochs in memory. Thread-safe. */
public final class InMemoryEpochs implements EpochStore {

  private static final String OWN = "own";
  private static final String NEWEST = "newest";

  private final InMemoryTable<String, Long> rows = InMemoryTable.create();

  @Override
  public Epochs load(ReadSession tx) {
    return new Epochs(rows.get(tx, OWN).orElse(0L), rows.get(tx, NEWEST).orElse(0L));
  }

  @Override
  public long begin(WriteSession tx, long second) {
    Epochs before = load(tx);
    long epoch = Math.max(second, Math.max(before.own(), before.newest()) + 1);
    rows.put(tx, OWN, epoch);
    return epoch;
  }

  @Override
  public void supersede(WriteSession tx, long epoch) {
    if (epoch > load(tx).newest()) {
      rows.put(tx, NEWEST, epoch);
    }
  }
}
