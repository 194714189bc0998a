package org.tandemvault.core.resource;

import java.io.Writer;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;

/** Exports what the caller may view, as CSV in the columns of the import. Thread-safe. */
public final class CsvExport {
  private final AuditedTransactions work;
  private final Accounts accounts;
  private final AccountSeals seals;

  public CsvExport(AuditedTransactions work, Accounts accounts, AccountSeals seals) {
    this.work = work;
    this.accounts = accounts;
    this.seals = seals;
  }

  /** Each secret written is audited as a reveal before it is written. */
  public void write(Caller caller, boolean secrets, Writer out) {
    throw new IllegalStateException("unwritten");
  }
}
