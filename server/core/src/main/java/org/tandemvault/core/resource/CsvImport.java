package org.tandemvault.core.resource;

import java.io.Reader;
import java.util.function.LongConsumer;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.Stamps;

/** Imports CSV: all or nothing, idempotent by (resource, login). Thread-safe. */
public final class CsvImport {
  private final AuditedTransactions work;
  private final ResourceStore store;
  private final AccountSeals seals;
  private final Stamps stamps;

  public CsvImport(
      AuditedTransactions work, ResourceStore store, AccountSeals seals, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.seals = seals;
    this.stamps = stamps;
  }

  /**
   * Reads UTF-8 (BOM or not), columns {@code
   * resource,type,address,folder,description,login,password,notes}.
   *
   * @param progress told the number of rows done so far
   */
  public ImportReport run(Caller caller, Reader csv, boolean dryRun, LongConsumer progress) {
    throw new IllegalStateException("unwritten");
  }
}
