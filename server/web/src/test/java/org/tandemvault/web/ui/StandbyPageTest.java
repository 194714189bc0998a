package org.tandemvault.web.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ResourceId;

/** A standby that lost its primary at 13:00:00, eight seconds ago, with a browser before it. */
public abstract class StandbyPageTest extends PageTest {

  protected House primary;
  protected Caller ada;
  protected ResourceId resource;
  protected AccountId account;

  @Override
  protected House house() {
    primary = new House();
    return primary.standby();
  }

  @BeforeEach
  void somethingToSee() {
    ada = primary.person("ada", Role.ADMIN, Role.PASSWORD_ADMIN);
    resource = primary.rig.resource(ada, "db-1");
    account = primary.rig.account(ada, resource, "root", "only-for-eyes-7");
    house.tasks.pass(Duration.ofHours(1));
    house.ha.peerLost(now());
    house.tasks.pass(Duration.ofSeconds(8));
  }

  /** Opens an address to which a standby sent somebody. */
  protected void openFromStandby(String path) {
    UI.getCurrent().navigate(path, QueryParameters.of("note", "standby"));
  }

  protected Instant now() {
    return house.rig.clock.instant();
  }
}
