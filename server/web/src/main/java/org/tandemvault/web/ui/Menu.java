package org.tandemvault.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.List;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.web.ui.admin.FoldersView;
import org.tandemvault.web.ui.admin.GroupsView;
import org.tandemvault.web.ui.admin.HighAvailabilityView;
import org.tandemvault.web.ui.admin.PoliciesView;
import org.tandemvault.web.ui.admin.SettingsView;
import org.tandemvault.web.ui.admin.UsersView;
import org.tandemvault.web.ui.audit.AuditView;
import org.tandemvault.web.ui.transfer.ExportView;
import org.tandemvault.web.ui.transfer.ImportView;
import org.tandemvault.web.ui.vault.GeneratorView;
import org.tandemvault.web.ui.vault.VaultView;

/** The navigation: only what the caller's roles open. */
final class Menu extends Nav {

  private record Entry(String label, VaadinIcon icon, Class<? extends Component> page) {}

  private static final List<Entry> VAULT =
      List.of(
          new Entry("Passwords", VaadinIcon.KEY, VaultView.class),
          new Entry("Generator", VaadinIcon.MAGIC, GeneratorView.class),
          new Entry("Folders", VaadinIcon.FOLDER_OPEN, FoldersView.class),
          new Entry("Import", VaadinIcon.UPLOAD, ImportView.class),
          new Entry("Export", VaadinIcon.DOWNLOAD, ExportView.class));

  private static final List<Entry> RECORDS =
      List.of(new Entry("Audit", VaadinIcon.CLIPBOARD_TEXT, AuditView.class));

  private static final List<Entry> ADMIN =
      List.of(
          new Entry("Users", VaadinIcon.USER, UsersView.class),
          new Entry("Groups", VaadinIcon.USERS, GroupsView.class),
          new Entry("Policies", VaadinIcon.SHIELD, PoliciesView.class));

  private static final List<Entry> GENERAL =
      List.of(
          new Entry("Settings", VaadinIcon.COG, SettingsView.class),
          new Entry("High Availability", VaadinIcon.CLUSTER, HighAvailabilityView.class));

  private final boolean readOnly;

  /**
   * @param readOnly on a standby
   */
  Menu(Caller caller, boolean readOnly) {
    this.readOnly = readOnly;
    setAriaLabel("Main");
    addClassName("menu");
    section(caller, "Vault", VAULT);
    section(caller, "Records", RECORDS);
    section(caller, "Admin", ADMIN);
    section(caller, "Admin · General", GENERAL);
  }

  private void section(Caller caller, String title, List<Entry> entries) {
    List<Entry> open =
        entries.stream()
            .filter(e -> PageAccess.allows(caller, e.page()))
            .filter(e -> !readOnly || PageAccess.isForReading(e.page()))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    var heading = new Div(title);
    heading.addClassName("menu-section");
    var nav = new SideNav();
    nav.getElement().setAttribute("aria-label", title);
    for (Entry entry : open) {
      nav.addItem(new SideNavItem(entry.label(), entry.page(), entry.icon().create()));
    }
    add(heading, nav);
  }
}
