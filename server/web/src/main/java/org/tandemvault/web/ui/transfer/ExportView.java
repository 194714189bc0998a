package org.tandemvault.web.ui.transfer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.resource.CsvExport;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.UserSession;

/** Exports what one may view, with or without passwords. */
@Route("export")
@PageTitle("Export · Tandem Vault")
@Dependent
public class ExportView extends PageFrame {

  private final UserSession session;
  private final CsvExport export;
  private final UiTasks tasks;
  private final Checkbox secrets = new Checkbox("With passwords and notes in clear");

  @Inject
  public ExportView(UserSession session, CsvExport export, UiTasks tasks) {
    super("Export");
    this.session = session;
    this.export = export;
    this.tasks = tasks;
    var warning =
        new Paragraph(
            "The file will hold every password you may view, but for those that are given out for a"
                + " reason only, readable by anybody who gets it. Each one is recorded in the audit as a reveal. Keep the file where only you can read"
                + " it and delete it after use.");
    warning.addClassName("warning");
    warning.getElement().setAttribute("role", "alert");
    warning.setVisible(false);
    var plain = link(false, "Download CSV");
    var clear = link(true, "Download CSV with passwords");
    clear.setVisible(false);
    secrets.addValueChangeListener(
        e -> {
          warning.setVisible(e.getValue());
          clear.setVisible(e.getValue());
          plain.setVisible(!e.getValue());
        });
    var body =
        new Div(
            new Paragraph(
                "A CSV file of everything that you may view. With passwords it can be imported again."),
            secrets,
            warning,
            plain,
            clear);
    body.addClassNames("stack", "narrow", "card");
    add(body);
  }

  private Anchor link(boolean withSecrets, String text) {
    DownloadHandler handler = event -> write(event, withSecrets);
    var button = new Button(text, VaadinIcon.DOWNLOAD.create());
    button.addThemeVariants(ButtonVariant.PRIMARY);
    if (withSecrets) {
      button.addThemeVariants(ButtonVariant.ERROR);
    }
    button.setTabIndex(-1);
    var link = new Anchor(handler, AttachmentType.DOWNLOAD, "");
    link.add(button);
    link.getElement().setAttribute("aria-label", text);
    return link;
  }

  private void write(DownloadEvent event, boolean withSecrets) throws IOException {
    Caller caller = callerOf(event.getSession());
    event.setFileName(
        "tandem-vault-" + LocalDate.now(tasks.clock().withZone(ZoneOffset.UTC)) + ".csv");
    event.setContentType("text/csv; charset=utf-8");
    event.getResponse().setHeader("Cache-Control", "no-store");
    try (Writer out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
      export.write(caller, withSecrets, out);
    }
  }

  private Caller callerOf(VaadinSession browser) {
    browser.lock();
    try {
      return session.caller();
    } finally {
      browser.unlock();
    }
  }
}
