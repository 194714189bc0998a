package org.tandemvault.web.ui.share;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.web.ui.session.UserSession;

/** What the dialogs about sharing work with. */
@Dependent
public record SharingDesk(UserSession session, Sharing sharing, Directory directory) {

  @Inject
  public SharingDesk {}

  Caller caller() {
    return session.caller();
  }
}
