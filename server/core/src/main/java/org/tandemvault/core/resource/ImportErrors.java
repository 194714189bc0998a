package org.tandemvault.core.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tandemvault.core.resource.ImportReport.RowError;

/** Collects what is wrong with rows: the first ones in words, the rest by number. */
final class ImportErrors {

  /** Most errors told in words. */
  static final int MOST = 1_000;

  private final List<RowError> told;
  private final Set<Long> rows;
  private long untold;

  ImportErrors() {
    this.told = new ArrayList<>();
    this.rows = new HashSet<>();
  }

  private ImportErrors(ImportErrors before) {
    this.told = new ArrayList<>(before.told);
    this.rows = new HashSet<>(before.rows);
    this.untold = before.untold;
  }

  /** The same so far, with a life of its own. */
  ImportErrors copy() {
    return new ImportErrors(this);
  }

  void add(long row, String message) {
    rows.add(row);
    if (told.size() < MOST) {
      told.add(new RowError(row, message));
    } else {
      untold++;
    }
  }

  boolean none() {
    return rows.isEmpty();
  }

  /** By row, and how many more there are. */
  List<RowError> list() {
    var all = new ArrayList<>(told);
    all.sort(java.util.Comparator.comparingLong(RowError::row));
    if (untold > 0) {
      all.add(new RowError(all.getLast().row(), "and " + untold + " more errors are not listed"));
    }
    return all;
  }
}
