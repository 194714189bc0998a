package org.tandemvault.core.resource;

import java.io.Reader;
import java.util.List;
import java.util.function.LongConsumer;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.ImportPlan.ImportPorts;
import org.tandemvault.core.shared.Stamps;

/**
 * Imports CSV: all or nothing, idempotent by (resource, login). Thread-safe.
 *
 * <p>A row is matched to the one resource of that exact name which the caller may modify, and to
 * its account of that exact login; what is missing is made, folders of a path too. An empty cell
 * says nothing: it leaves what is there as it is. Rows of one resource must agree on its fields.
 *
 * <p>Memory: the rows are read before the transaction begins, so that a slow upload holds none: up
 * to 100,000 rows and 64 Mi characters, which take about four times the file and 1 KiB a row.
 */
public final class CsvImport {

  private final AuditedTransactions work;
  private final ImportPorts ports;

  public CsvImport(
      AuditedTransactions work, ResourceStore store, AccountSeals seals, Stamps stamps) {
    this.work = work;
    this.ports = new ImportPorts(store, seals, stamps);
  }

  /**
   * Reads UTF-8 (BOM or not), columns {@code
   * resource,type,address,folder,description,login,password,notes} in any order, of which {@code
   * resource}, {@code login} and {@code password} must be there. The reader should refuse malformed
   * UTF-8; the caller closes it.
   *
   * @param dryRun does everything, then takes it back
   * @param progress told the number of rows done so far
   * @throws org.tandemvault.core.shared.TooLargeException behind 64 Mi characters
   * @throws org.tandemvault.core.shared.MalformedException if the upload breaks off
   */
  public ImportReport run(Caller caller, Reader csv, boolean dryRun, LongConsumer progress) {
    Attempt attempt = Attempt.of(caller, AuditAction.IMPORT);
    work.permitWrite(attempt, CsvImport::permit);
    var errors = new ImportErrors();
    List<ImportRow> rows = new ImportFile(errors).read(csv);
    try {
      ImportReport report =
          work.write(
              attempt,
              CsvImport::permit,
              tx -> {
                ImportReport done = apply(tx, caller, rows, errors.copy(), progress);
                if (dryRun || !done.errors().isEmpty()) {
                  throw new TakenBack(done);
                }
                return done;
              });
      progress.accept(rows.size());
      return report;
    } catch (TakenBack nothingDone) {
      return nothingDone.report;
    } finally {
      rows.forEach(row -> row.password().close());
    }
  }

  private static void permit(Caller caller) {
    caller.require(Scope.WRITE, Role.ADMIN, Role.PASSWORD_ADMIN);
  }

  private ImportReport apply(
      WriteSession tx,
      Caller caller,
      List<ImportRow> rows,
      ImportErrors errors,
      LongConsumer progress) {
    ImportChanges changes = new ImportPlan(ports, caller, tx, errors).make(rows, progress);
    if (!errors.none()) {
      return new ImportReport(0, 0, 0, errors.list());
    }
    changes.write(tx, ports.store(), caller);
    changes.record(tx, work, caller);
    return changes.report();
  }

  /** Rolls the transaction back and carries the report out of it. */
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ImportReport report;

    TakenBack(ImportReport report) {
      super("taken back", null, false, false);
      this.report = report;
    }
  }
}
