package org.tandemvault.web.ui.node;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Duration;
import java.util.Optional;
import org.tandemvault.web.ui.node.NodeNews.News;
import org.tandemvault.web.ui.part.UiTasks;

/**
 * The line above every page of a standby, and of a primary that misses a peer. It keeps itself up
 * to date while the page is open, without counting as use of anybody's session.
 */
public final class NodeBanner extends Div {

  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final NodeNews news;
  private final boolean details;
  private Optional<News> shown = Optional.empty();
  private UiTasks.Pending waiting = () -> {};

  /**
   * @param details true if the reader may open the page that tells more
   */
  public NodeBanner(NodeNews news, boolean details) {
    this.news = news;
    this.details = details;
    addClassName("banner");
    getElement().setAttribute("role", "status");
    show(news.now());
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    if (news.mayChange()) {
      wait(event.getUI());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    waiting.cancel();
    super.onDetach(event);
  }

  private void wait(UI ui) {
    waiting =
        news.tasks()
            .after(
                AGAIN,
                () ->
                    ui.access(
                        () -> {
                          show(news.now());
                          wait(ui);
                        }));
  }

  private void show(Optional<News> next) {
    setVisible(next.isPresent());
    if (next.equals(shown)) {
      return;
    }
    shown = next;
    removeAll();
    next.ifPresent(this::tell);
  }

  private void tell(News next) {
    setClassName("is-urgent", next.urgent());
    var title = new Span(next.title());
    title.addClassName("strong");
    var text = new Div(title, new Span(next.text()));
    text.addClassName("banner-text");
    add((next.urgent() ? VaadinIcon.WARNING : VaadinIcon.LOCK).create(), text);
    next.primary().ifPresent(url -> text.add(new Anchor(url, "Go to the primary")));
    if (details) {
      text.add(new Anchor("admin/ha", "High Availability"));
    }
  }
}
