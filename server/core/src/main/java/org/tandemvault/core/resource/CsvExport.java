package org.tandemvault.core.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.policy.CurrentSettings;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.crypto.Secret;

/**
 * Exports what the caller may view, as CSV (RFC 4180) in the columns of the import. Thread-safe.
 *
 * <p>Values are written byte-exact: nothing is put before a cell that starts with {@code =}, {@code
 * +}, {@code -} or {@code @}, since that would change passwords. So a spreadsheet must import such
 * a file as text.
 *
 * <p>Without secrets the columns {@code password} and {@code notes} are left out. With them, an
 * account that needs a reason to be revealed keeps its password cell empty unless a reason is
 * given.
 */
public final class CsvExport {

  private static final int PIECE = 200;

  private final AuditedTransactions work;
  private final ResourceStore store;
  private final AccountSeals seals;
  private final CurrentSettings settings;

  public CsvExport(
      AuditedTransactions work, ResourceStore store, AccountSeals seals, CurrentSettings settings) {
    this.work = work;
    this.store = store;
    this.seals = seals;
    this.settings = settings;
  }

  /** As {@link #write(Caller, Request, Writer)} without a reason. */
  public void write(Caller caller, boolean secrets, Writer out) {
    write(caller, new Request(secrets, ""), out);
  }

  /**
   * Each secret written is audited as a reveal before it is written.
   *
   * @throws UnavailableException {@code audit-unavailable}: what was written so far is all there is
   * @throws UnreadableSecretException if a stored value was tampered with
   * @throws UncheckedIOException if the receiver went away
   */
  public void write(Caller caller, Request request, Writer out) {
    List<ExportRow> piece = first(caller, request);
    new FieldRules().line("reason", request.reason(), Reveals.LONGEST_REASON).check();
    String kind = request.secrets() ? "with secrets" : "without secrets";
    work.recordDurably(caller.entry(AuditAction.EXPORT, Target.NONE, Outcome.OK, kind));
    var run = new Run(caller, request, new CsvWriter(out), new HashMap<>());
    try {
      run.header();
      while (!piece.isEmpty()) {
        run.write(piece);
        long last = piece.getLast().account().id().value();
        piece = work.read(tx -> rows(tx, caller, last));
      }
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("The export could not be written to its receiver.", gone);
    }
  }

  private List<ExportRow> first(Caller caller, Request request) {
    Consumer<Caller> permit =
        c -> {
          c.require(Scope.READ);
          if (request.secrets()) {
            c.require(Scope.REVEAL);
          }
        };
    return work.read(Attempt.of(caller, AuditAction.EXPORT), permit, tx -> rows(tx, caller, 0));
  }

  private List<ExportRow> rows(ReadSession tx, Caller caller, long after) {
    return store.accounts().exportRows(tx, caller.id(), after, PIECE);
  }

  /**
   * What to export.
   *
   * @param reason why, for accounts that need one; may be empty
   */
  public record Request(boolean secrets, String reason) {}

  /** One export while it runs. */
  private final class Run {
    private final Caller caller;
    private final Request request;
    private final CsvWriter csv;
    private final Map<PolicyId, Boolean> reasonNeeded;

    Run(Caller caller, Request request, CsvWriter csv, Map<PolicyId, Boolean> reasonNeeded) {
      this.caller = caller;
      this.request = request;
      this.csv = csv;
      this.reasonNeeded = reasonNeeded;
    }

    void header() throws IOException {
      for (CsvColumn column : CsvColumn.values()) {
        if (request.secrets() || !column.isSecret()) {
          csv.cell(column.word());
        }
      }
      csv.endRow();
    }

    /** Decides once what is revealed, records that, then writes it. */
    void write(List<ExportRow> piece) throws IOException {
      var revealed = new HashSet<AccountId>();
      var reveals = new ArrayList<AuditEntry>();
      for (ExportRow row : piece) {
        if (request.secrets() && isRevealed(row)) {
          revealed.add(row.account().id());
          reveals.add(reveal(row, Outcome.OK, "export"));
        }
      }
      if (!reveals.isEmpty()) {
        work.recordAllDurably(reveals);
      }
      for (ExportRow row : piece) {
        write(row, revealed.contains(row.account().id()));
      }
    }

    private void write(ExportRow row, boolean revealed) throws IOException {
      Resource resource = row.resource().resource();
      csv.cell(resource.name());
      csv.cell(resource.type());
      csv.cell(resource.address());
      csv.cell(row.folderPath());
      csv.cell(resource.description());
      csv.cell(row.account().login());
      if (request.secrets()) {
        writeSecrets(row, revealed);
      }
      csv.endRow();
    }

    private void writeSecrets(ExportRow row, boolean revealed) throws IOException {
      try {
        if (revealed) {
          try (Secret password = seals.openPassword(row.password())) {
            csv.cell(password);
          }
        } else {
          csv.cell("");
        }
        csv.cell(seals.openNotes(row.account()));
      } catch (UnreadableSecretException damaged) {
        work.recordDurably(reveal(row, Outcome.FAILED, damaged.code() + "; export"));
        throw damaged;
      }
    }

    private AuditEntry reveal(ExportRow row, Outcome outcome, String why) {
      String name = row.resource().resource().name() + "/" + row.account().login();
      var target = new Target("account", row.account().id().text(), name);
      String reason = request.reason().isBlank() ? why : why + "; " + request.reason();
      return caller.entry(AuditAction.REVEAL, target, outcome, reason);
    }

    private boolean isRevealed(ExportRow row) {
      return !request.reason().isBlank()
          || !(settings.get().requireReason() || needsReason(row.account()));
    }

    private boolean needsReason(Account account) {
      return account.policy().filter(this::needsReason).isPresent();
    }

    private boolean needsReason(PolicyId policy) {
      return reasonNeeded.computeIfAbsent(
          policy,
          id ->
              work.read(tx -> store.policies().find(tx, id))
                  .filter(PasswordPolicy::requireReason)
                  .isPresent());
    }
  }
}
