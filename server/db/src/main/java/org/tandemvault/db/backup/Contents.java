package org.tandemvault.db.backup;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a backup holds, table by table. */
public record Contents(Manifest manifest, Map<String, TableCount> tables) {

  /** How many rows a table has, and their digest. */
  public record TableCount(long rows, String digest) {}

  public Contents {
    tables = new LinkedHashMap<>(tables);
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.values().stream().mapToLong(TableCount::rows).sum();
  }
}
