package org.tandemvault.db.replication;

import java.util.List;

/** What a seed found and changed. */
public record SeedReport(List<Table> tables) {

  public SeedReport {
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param rows those of the sender
   * @param removed rows that the sender has not, or has otherwise
   * @param added rows that were missing or otherwise
   */
  public record Table(String name, long rows, long removed, long added) {}

  /** Rows that came over. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** Rows that were not as the sender has them; one that was otherwise was removed and added. */
  public long changed() {
    return tables.stream().mapToLong(t -> Math.max(t.removed(), t.added())).sum();
  }
}
