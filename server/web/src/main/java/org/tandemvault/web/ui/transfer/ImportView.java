package org.tandemvault.web.ui.transfer;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.resource.CsvImport;
import org.tandemvault.core.resource.ImportReport;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.web.ui.part.NotOnStandby;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.UserSession;

/**
 * Imports a CSV file: always tried first, then done as a whole or not at all.
 *
 * <p>The file holds passwords, so it stays in memory, never on disk, and is wiped after the import
 * or when the page is left.
 */
@Route("import")
@PageTitle("Import · Tandem Vault")
@OpenTo({Role.ADMIN, Role.PASSWORD_ADMIN})
@NotOnStandby
@Dependent
public class ImportView extends PageFrame {

  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int ROWS_PER_SIGN = 200;

  private final UserSession session;
  private final CsvImport csvImport;
  private final UiTasks tasks;
  private final Upload upload;
  private final ProgressBar bar = new ProgressBar();
  private final Span progress = new Span();
  private final Div outcome = new Div();
  private byte[] file = {};

  @Inject
  public ImportView(UserSession session, CsvImport csvImport, UiTasks tasks) {
    super("Import");
    this.session = session;
    this.csvImport = csvImport;
    this.tasks = tasks;
    this.upload = upload();
    bar.setIndeterminate(true);
    bar.setVisible(false);
    progress.getElement().setAttribute("role", "status");
    progress.addClassName("quiet");
    outcome.addClassName("stack");
    var columns =
        new Paragraph(
            new Span("A CSV file in UTF-8 with the header "),
            new Code("resource,type,address,folder,description,login,password,notes"),
            new Span(
                ". Rows are matched by resource and login: new ones are created, known ones updated,"
                    + " equal ones skipped. Folders are separated by “/” and made where missing."));
    var body = new Div(columns, upload, bar, progress, outcome);
    body.addClassNames("stack", "wide");
    add(body);
  }

  @Override
  protected void onDetach(DetachEvent event) {
    forget();
    super.onDetach(event);
  }

  private Upload upload() {
    var field = new Upload(new BoundedUpload(MOST_BYTES, this::received));
    field.setAcceptedFileTypes("text/csv", ".csv");
    field.setMaxFiles(1);
    field.setMaxFileSize(MOST_BYTES);
    field.setDropLabel(new Span("Drop the CSV file here"));
    field.setUploadButton(new Button("Choose CSV file …"));
    field.addFileRejectedListener(e -> Notices.wrong(e.getErrorMessage()));
    return field;
  }

  private void received(byte[] bytes) {
    forget();
    file = bytes;
    run(true);
  }

  private void run(boolean dryRun) {
    Caller caller = session.caller();
    UI ui = UI.getCurrent();
    byte[] content = file;
    outcome.removeAll();
    busy(true);
    tasks.run(
        () -> {
          try {
            ImportReport report = csvImport.run(caller, reader(content), dryRun, sign(ui, dryRun));
            ui.access(() -> finished(report, dryRun));
          } catch (VaultException refused) {
            ui.access(() -> refused(refused));
          }
        });
  }

  private LongConsumer sign(UI ui, boolean dryRun) {
    return rows -> {
      if (rows % ROWS_PER_SIGN == 0) {
        ui.access(
            () -> progress.setText(rows + (dryRun ? " rows checked" : " rows imported") + " …"));
      }
    };
  }

  private void finished(ImportReport report, boolean dryRun) {
    busy(false);
    outcome.removeAll();
    outcome.add(new ImportOutcome(report, dryRun));
    if (!dryRun) {
      forget();
      upload.clearFileList();
      return;
    }
    boolean something = report.created() + report.updated() > 0;
    if (report.errors().isEmpty() && something) {
      var go = new Button("Import now", e -> run(false));
      go.addThemeVariants(ButtonVariant.PRIMARY);
      go.setDisableOnClick(true);
      outcome.add(go);
    } else {
      upload.clearFileList(); // so that the mended file can be chosen
    }
  }

  private void refused(VaultException refused) {
    busy(false);
    var text = new Paragraph(refused.getMessage());
    text.addClassName("form-error");
    text.getElement().setAttribute("role", "alert");
    outcome.add(text);
    upload.clearFileList();
  }

  private void busy(boolean busy) {
    bar.setVisible(busy);
    progress.setText(busy ? "Reading …" : "");
  }

  private void forget() {
    Arrays.fill(file, (byte) 0);
    file = new byte[0];
  }

  /** Bytes that are no UTF-8 must not become other letters in a password. */
  static InputStreamReader reader(byte[] content) {
    return new InputStreamReader(
        new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder());
  }
}
