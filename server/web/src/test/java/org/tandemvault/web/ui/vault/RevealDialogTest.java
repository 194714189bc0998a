package org.tandemvault.web.ui.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.web.ui.PageTest;

final class RevealDialogTest extends PageTest {

  private static final String PLAINTEXT = "only-for-eyes-7";

  private Caller anna;
  private Account account;

  @BeforeEach
  void anAccount() {
    anna = house.person("anna", Role.PASSWORD_ADMIN);
    AccountId id = house.rig.account(anna, house.rig.resource(anna, "db-1"), "root", PLAINTEXT);
    account = house.rig.accounts.get(anna, id).account();
    signIn("anna");
    navigate(VaultView.class);
  }

  @Test
  void aRevealIsHiddenAgainAfterItsTime() {
    open();
    assertThat(visible("Hide")).isTrue();

    house.tasks.pass(Duration.ofSeconds(29));
    roundTrip();
    assertThat(visible("Hide")).isTrue();

    house.tasks.pass(Duration.ofSeconds(1));
    roundTrip();
    assertThat(visible("Hide")).isFalse();
    assertThat(shows("Hidden again.")).isTrue();
  }

  @Test
  void hidingByHandEndsTheWaiting() {
    open();

    press("Hide");

    assertThat(visible("Hide")).isFalse();
    assertThat(house.tasks.pending()).isZero();
  }

  @Test
  void thePlaintextIsInNoComponent() {
    open();

    assertThat(
            find(Component.class).all().stream().map(c -> c.getElement().getOuterHTML()).toList())
        .noneMatch(html -> html.contains(PLAINTEXT));
  }

  @Test
  void aRevealIsAudited() {
    open();

    assertThat(house.rig.trail.of(AuditAction.REVEAL, Outcome.OK)).hasSize(1);
  }

  @Test
  void whereAReasonIsNeededItIsAskedForFirst() {
    needReasons();
    open();
    assertThat(visible("Hide")).isFalse();

    press("Reveal");
    assertThat(reason().isInvalid()).isTrue();
    assertThat(house.rig.trail.of(AuditAction.REVEAL, Outcome.OK)).isEmpty();

    test(reason()).setValue("Restore after disk failure");
    press("Reveal");
    assertThat(visible("Hide")).isTrue();
    assertThat(house.rig.trail.of(AuditAction.REVEAL, Outcome.OK)).hasSize(1);
  }

  @Test
  void aRevealThatCannotBeAuditedShowsNothingButWhy() {
    house.rig.trail.breakDown();

    open();

    assertThat(visible("Hide")).isFalse();
    assertThat(shows("The audit trail can't be written")).isTrue();
  }

  private void needReasons() {
    Caller ada = house.person("ada", Role.ADMIN);
    house.rig.settingsAdministration.update(ada, new VaultSettings(30, 30, 8, true, 0), 0);
  }

  private void open() {
    Desk desk = desk();
    new RevealDialog(desk, new RevealedAccount(account, "db-1 / root", Optional.empty())).start();
    roundTrip();
  }

  private Desk desk() {
    return house.make(Desk.class);
  }

  private TextField reason() {
    return find(TextField.class).withLabel("Reason").single();
  }

  private boolean visible(String button) {
    return find(Button.class).withText(button).exists();
  }
}
