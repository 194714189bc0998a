package org.tandemvault.core.resource;

import java.util.List;

/**
 * What an import did or would do. With errors nothing was changed.
 *
 * @param skipped rows that are there already, equal
 */
public record ImportReport(long created, long updated, long skipped, List<RowError> errors) {
  /**
   * What is wrong with one row.
   *
   * @param row the line's number as a spreadsheet shows it: 1 is the header
   */
  public record RowError(long row, String message) {}
}
