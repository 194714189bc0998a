package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.web.ui.part.UiTasks;

/**
 * What a standby shows while people are to use the living primary: why, and the way there.
 *
 * <p>The browser goes there by itself after some seconds, once: if it was sent here from a standby,
 * or was sent from here a moment ago and came back, it stays and the reader decides. If the primary
 * goes away meanwhile, sign-in opens here.
 */
@Route(value = UsePrimaryView.ROUTE, autoLayout = false)
@PageTitle("Use the primary · Tandem Vault")
@Dependent
public class UsePrimaryView extends Main implements BeforeEnterObserver {

  /** Where it is. */
  public static final String ROUTE = "use-primary";

  private static final int SECONDS = 4;
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final EmergencyAccess access;
  private final UiTasks tasks;
  private final Paragraph how = new Paragraph();
  private final Anchor link = new Anchor();
  private UiTasks.Pending waiting = () -> {};

  @Inject
  public UsePrimaryView(EmergencyAccess access, UiTasks tasks) {
    this.access = access;
    this.tasks = tasks;
    addClassName("entry");
    var why =
        new Paragraph(
            "This is the standby. It lets people in only while the primary can't be reached, and"
                + " the primary is alive.");
    why.addClassName("entry-message");
    link.addClassName("entry-link");
    add(EntryCard.of("Work goes on at the primary", why, how, link));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String primary = access.instead().orElse("");
    boolean sent = FromStandby.isIn(event.getLocation());
    String target = FromStandby.at(primary, Destination.peek());
    link.setHref(target);
    link.setText(primary);
    if (sent) {
      how.setText(
          "You were sent to the address below and arrived here again, so you are not sent once"
              + " more. Tell your administrator: the address of the primary leads to a standby.");
    } else {
      how.setText("You are taken there in " + SECONDS + " seconds, or at once by this link:");
      getElement()
          .executeJs("window.tandemVault.leave($0, $1, $2)", target, SECONDS, how.getElement());
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    wait(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    waiting.cancel();
    super.onDetach(event);
  }

  private void wait(UI ui) {
    waiting =
        tasks.after(
            AGAIN,
            () ->
                ui.access(
                    () -> {
                      if (access.instead().isPresent()) {
                        wait(ui);
                      } else {
                        ui.getPage().setLocation("/login");
                      }
                    }));
  }
}
