package org.tandemvault.web.ui;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.session.UserSession;

/** A house with a browser session in front of it. */
public abstract class PageTest extends BrowserlessTest {

  protected final House house = house();
  protected UserSession session;

  @Override
  @BeforeEach
  protected void initVaadinEnvironment() {
    HouseInstantiators.enter(house);
    super.initVaadinEnvironment();
    session = house.make(UserSession.class);
  }

  @Override
  @AfterEach
  protected void cleanVaadinEnvironment() {
    super.cleanVaadinEnvironment();
    HouseInstantiators.leave();
  }

  @Override
  protected Set<String> scanPackages() {
    return Set.of("org.tandemvault.web.ui");
  }

  @Override
  protected Set<Class<?>> lookupServices() {
    return Set.of(HouseInstantiators.class);
  }

  /** The node whose pages are tested: a primary unless a test says otherwise. */
  protected House house() {
    return new House();
  }

  /** Signs in without the page for it. */
  protected void signIn(String name) {
    try (Secret password = Secret.ofUtf8(House.PASSWORD)) {
      session.signIn(name, password, Optional.empty());
    }
  }

  /** Presses the visible button of that text or label. */
  protected void press(String text) {
    test(button(text)).click();
  }

  protected Button button(String text) {
    return find(Button.class)
        .withCondition(b -> text.equals(b.getText()) || text.equals(label(b)))
        .single();
  }

  protected boolean shows(String text) {
    return find(Component.class)
        .withCondition(c -> c.getElement().getTextRecursively().contains(text))
        .exists();
  }

  /** Chooses an item of the menu behind a button. */
  protected void choose(String menuLabel, String item) {
    Button opener = button(menuLabel);
    ContextMenu menu =
        find(ContextMenu.class).all().stream()
            .filter(m -> m.getTarget() == opener)
            .findFirst()
            .orElseThrow();
    test(menu).clickItem(item);
  }

  private static String label(Button button) {
    return button.getAriaLabel().orElse("");
  }
}
