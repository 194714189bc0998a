package org.tandemvault.web.ui;

import java.util.Arrays;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.web.ui.part.NotOnStandby;
import org.tandemvault.web.ui.part.OpenTo;

/** Which pages are open to whom: the one rule for navigation and for direct addresses. */
final class PageAccess {

  private PageAccess() {}

  static boolean allows(Caller caller, Class<?> page) {
    OpenTo open = page.getAnnotation(OpenTo.class);
    return open == null || Arrays.stream(open.value()).anyMatch(caller::is);
  }

  /** False for pages that only change something. */
  static boolean isForReading(Class<?> page) {
    return !page.isAnnotationPresent(NotOnStandby.class);
  }
}
