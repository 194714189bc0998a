package org.tandemvault.web.ui.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.resource.ResourceFields;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.ui.PageTest;

final class EditingTest extends PageTest {

  private Caller anna;
  private ResourceId id;

  @BeforeEach
  void anOpenResource() {
    anna = house.person("anna", Role.PASSWORD_ADMIN);
    id = house.rig.resource(anna, "db-1");
    signIn("anna");
    navigate("resources/" + id.text(), VaultView.class);
  }

  @Test
  void anEditIsSaved() {
    press("Edit");
    test(name()).setValue("db-2");
    press("Save");

    assertThat(stored()).isEqualTo("db-2");
  }

  @Test
  void whoSavesSecondIsToldAndKeepsTheTypedText() {
    press("Edit");
    test(name()).setValue("mine");
    somebodyElseSaves("theirs");
    press("Save");

    assertThat(shows("Somebody else changed this")).isTrue();
    assertThat(name().getValue()).isEqualTo("mine");
    assertThat(stored()).isEqualTo("theirs");
  }

  @Test
  void theirVersionCanBeLoaded() {
    press("Edit");
    test(name()).setValue("mine");
    somebodyElseSaves("theirs");
    press("Save");

    press("Load their version");

    assertThat(name().getValue()).isEqualTo("theirs");
  }

  @Test
  void mineCanBeSavedOverIt() {
    press("Edit");
    test(name()).setValue("mine");
    somebodyElseSaves("theirs");
    press("Save");

    press("Save mine over it");

    assertThat(stored()).isEqualTo("mine");
  }

  @Test
  void aBrokenRuleIsToldAtItsField() {
    press("Edit");
    test(name()).setValue(" ");
    press("Save");

    assertThat(name().isInvalid()).isTrue();
    assertThat(stored()).isEqualTo("db-1");
  }

  @Test
  void deletingAsksFirstAndNamesTheThing() {
    press("Delete");
    assertThat(shows("Accounts")).isTrue();
    assertThat(house.rig.resources.get(anna, id).resource().name()).isEqualTo("db-1");
  }

  private void somebodyElseSaves(String name) {
    var fields = new ResourceFields(name, "", "", "", Optional.empty(), Map.of());
    house.rig.resources.update(anna, id, fields, 1);
  }

  private String stored() {
    return house.rig.resources.get(anna, id).resource().name();
  }

  private TextField name() {
    return find(TextField.class).withLabel("Name").single();
  }
}
