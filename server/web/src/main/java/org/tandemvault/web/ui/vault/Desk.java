package org.tandemvault.web.ui.vault;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.web.ui.part.UiTasks;
import org.tandemvault.web.ui.session.UserSession;
import org.tandemvault.web.ui.share.SharingDesk;

/** What the vault's pages and dialogs work with. */
@Dependent
public record Desk(
    UserSession session,
    Catalogue catalogue,
    PasswordTools passwords,
    SharingDesk sharing,
    UiTasks tasks) {

  @Inject
  public Desk {}

  /** True on a standby: what changes something is not offered. */
  boolean isReadOnly() {
    return session.isReadOnly();
  }

  Caller caller() {
    return session.caller();
  }
}
