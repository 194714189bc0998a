package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** Short messages that go by themselves. */
public final class Notices {

  private static final int DONE_MILLIS = 4_000;
  private static final int WRONG_MILLIS = 9_000;

  private Notices() {}

  /** Something went well. */
  public static void done(String text) {
    show(text, DONE_MILLIS).addThemeVariants(NotificationVariant.SUCCESS);
  }

  /** Something was refused or failed. */
  public static void wrong(String text) {
    Notification notice = show(text, WRONG_MILLIS);
    notice.addThemeVariants(NotificationVariant.ERROR);
    notice.setAssertive(true);
  }

  private static Notification show(String text, int millis) {
    return Notification.show(text, millis, Notification.Position.BOTTOM_CENTER);
  }
}
